package io.outboxed.internal.jms;

import io.outboxed.internal.DeploymentErrors;
import io.outboxed.internal.Jndi;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.NamingException;

/**
 * Finds the JMS destination for a name: mapped by configuration to a JNDI name, else a {@code java:} name itself, else the name
 * of a queue. No other JNDI scheme is ever looked up, because a name may come from data.
 *
 * <p><b>Threads:</b> any number.
 */
final class Destinations {
    private static final String JNDI_SCHEME = "java:";

    private final Map<String, String> jndiNames;
    private final Map<String, Destination> found = new ConcurrentHashMap<>();

    Destinations(Map<String, String> jndiNames) {
        this.jndiNames = jndiNames;
    }

    /** Looks up every destination that is mapped, so that a wrong name stops the deployment. */
    void check() {
        jndiNames.forEach((name, jndiName) -> {
            try {
                found.put(jndiName, Jndi.lookUp(jndiName, Destination.class));
            } catch (NamingException e) {
                throw DeploymentErrors.destinationNotFound(name, jndiName, e);
            }
        });
    }

    /**
     * The destination for a name.
     *
     * @throws NamingException if a JNDI name leads to nothing or to something else
     */
    Destination get(String name, Session session) throws JMSException, NamingException {
        if (!jndiNames.containsKey(name) && !name.startsWith(JNDI_SCHEME)) {
            return session.createQueue(name);
        }
        String jndiName = jndiName(name);
        Destination known = found.get(jndiName);
        if (known == null) {
            known = Jndi.lookUp(jndiName, Destination.class);
            found.put(jndiName, known);
        }
        return known;
    }

    /** The name that is looked up, or that the queue has. */
    String jndiName(String name) {
        return jndiNames.getOrDefault(name, name);
    }
}
