package io.outboxed.internal.jms;

import io.outboxed.OutboxConfig;
import io.outboxed.internal.DeploymentErrors;
import io.outboxed.internal.Jndi;
import io.outboxed.spi.Sender;
import jakarta.jms.ConnectionFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.naming.NamingException;

/** Makes the senders that the settings ask for: one for each connection factory. */
public final class JmsSenders {

    private JmsSenders() {}

    /**
     * Looks up the connection factories and the mapped destinations.
     *
     * @return those for single destinations first, then the one for all others
     * @throws io.outboxed.OutboxConfigException if one of them does not exist
     */
    public static List<Sender> create(OutboxConfig config) {
        Destinations destinations = new Destinations(config.destinations());
        destinations.check();
        List<Sender> senders = new ArrayList<>();
        Set<String> others = new LinkedHashSet<>(config.connectionFactories().values());
        for (String factory : others) {
            senders.add(create(
                    config,
                    destinations,
                    factory,
                    destination -> factory.equals(config.connectionFactories().get(destination))));
        }
        senders.add(create(config, destinations, config.connectionFactory(), destination -> true));
        return senders;
    }

    private static Sender create(
            OutboxConfig config, Destinations destinations, String name, Predicate<String> accepts) {
        ConnectionFactory factory;
        try {
            factory = Jndi.lookUp(name, ConnectionFactory.class);
        } catch (NamingException e) {
            throw DeploymentErrors.connectionFactoryNotFound(name, e);
        }
        return switch (config.jmsMode()) {
            case NONE -> throw new IllegalArgumentException("JMS is not to be used.");
            case JTA, XA -> new JtaSender(factory, name, accepts, new MessageWriter(config, destinations, ""));
            case SESSION ->
                new SessionSender(
                        factory, name, accepts, new MessageWriter(config, destinations, config.duplicateIdProperty()));
        };
    }
}
