/** An application that only publishes, in a servlet container with Weld, Narayana and Hibernate: without EJB, JMS and Concurrency. */
package io.outboxed.it.tomcat;
