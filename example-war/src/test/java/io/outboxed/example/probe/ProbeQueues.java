package io.outboxed.example.probe;

import jakarta.ejb.Stateless;
import jakarta.jms.JMSDestinationDefinition;

/** The probe's queues. OpenMQ takes names that are Java identifiers only; Open Liberty reads the annotations on an EJB only. */
@Stateless
@JMSDestinationDefinition(name = ProbeQueues.IN, interfaceName = "jakarta.jms.Queue", destinationName = "probe_in")
@JMSDestinationDefinition(
        name = ProbeQueues.OUTSIDE,
        interfaceName = "jakarta.jms.Queue",
        destinationName = "probe_outside")
@JMSDestinationDefinition(name = ProbeQueues.OUT, interfaceName = "jakarta.jms.Queue", destinationName = "probe_out")
@JMSDestinationDefinition(
        name = ProbeQueues.NATURAL,
        interfaceName = "jakarta.jms.Queue",
        destinationName = "probe_natural")
@JMSDestinationDefinition(
        name = ProbeQueues.BY_EJB,
        interfaceName = "jakarta.jms.Queue",
        destinationName = "probe_by_ejb")
public class ProbeQueues {
    static final String NATURAL = "java:app/jms/probe-natural";
    static final String BY_EJB = "java:app/jms/probe-by-ejb";
    static final String IN = "java:app/jms/probe-in";
    static final String OUTSIDE = "java:app/jms/probe-outside";
    static final String OUT = "java:app/jms/probe-out";
}
