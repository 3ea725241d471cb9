package io.outboxed.internal.jms;

import io.outboxed.OutboxConfig;
import io.outboxed.internal.Errors;
import io.outboxed.spi.Sender;
import jakarta.jms.ConnectionFactory;
import javax.naming.NamingException;

/** Makes the sender that the settings ask for. */
public final class JmsSenders {

    private JmsSenders() {}

    /**
     * Looks up the connection factory and the mapped destinations.
     *
     * @throws io.outboxed.OutboxConfigException if one of them does not exist
     */
    public static Sender create(OutboxConfig config) {
        String name = config.connectionFactory();
        try {
            return create(config, Jndi.lookUp(name, ConnectionFactory.class));
        } catch (NamingException e) {
            throw Errors.connectionFactoryNotFound(name, e);
        }
    }

    /** On a given factory. */
    public static Sender create(OutboxConfig config, ConnectionFactory factory) {
        Destinations destinations = new Destinations(config.destinations());
        destinations.check();
        String name = config.connectionFactory();
        return switch (config.jmsMode()) {
            case JTA, XA -> new JtaSender(factory, name, new MessageWriter(config, destinations, ""));
            case SESSION ->
                new SessionSender(factory, name, new MessageWriter(config, destinations, config.duplicateIdProperty()));
        };
    }
}
