package io.outboxed.example.probe;

import jakarta.ejb.Stateless;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorDefinition;

/** Threads of the application's own. An EJB, as Open Liberty reads the annotation there only. */
@Stateless
@ManagedScheduledExecutorDefinition(name = ProbeThreads.NAME, maxAsync = 4)
public class ProbeThreads {
    /** The JNDI name of the executor. */
    public static final String NAME = "java:app/concurrent/relay";
}
