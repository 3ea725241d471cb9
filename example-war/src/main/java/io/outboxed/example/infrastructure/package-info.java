/** What the shop needs of the server it runs on: queues, an executor, the form of JMS messages; and how its partner is told. */
package io.outboxed.example.infrastructure;
