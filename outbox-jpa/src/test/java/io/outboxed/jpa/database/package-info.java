/** The database products that tests run on, for all modules: {@link io.outboxed.jpa.database.Database}. */
package io.outboxed.jpa.database;
