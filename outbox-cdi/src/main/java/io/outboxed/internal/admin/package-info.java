/** What operators ask for, without any container type. No compatibility is promised. */
package io.outboxed.internal.admin;
