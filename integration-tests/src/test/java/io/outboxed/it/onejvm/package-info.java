/** What an application server gives, in one JVM: Narayana, Hibernate on H2, Artemis, Weld, naming and threads. */
package io.outboxed.it.onejvm;
