/** What an application server gives, in one JVM: Narayana, Hibernate on a database, Artemis, Weld, naming and threads. */
package io.outboxed.it.onejvm;
