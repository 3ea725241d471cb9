/**
 * A second application, packaged by the tests: it publishes from every kind of component, in transactions that commit and in
 * ones that roll back. Parts of it are packaged alone, as applications that must not deploy.
 */
package io.outboxed.example.probe;
