/** What docs/migrating.md tells its readers to do, done: each guide is a test. */
package io.outboxed.it.migration;
