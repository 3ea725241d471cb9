package io.outboxed.internal.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.lang.reflect.Proxy;
import java.util.Map;
import javax.naming.NamingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {
    private final Session session = proxy(Session.class);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "ldap://127.0.0.1:1/orders",
                "rmi://127.0.0.1:1/orders",
                "LDAP://127.0.0.1:1/orders",
                "iiop://127.0.0.1:1/orders",
                "dns://127.0.0.1:1/orders",
                "jms/orders",
                " java:global/jms/orders",
                "JAVA:global/jms/orders",
                "'; drop table outbox_entry; --"
            })
    void name_that_is_not_in_the_servers_own_naming_is_that_of_a_queue_and_never_looked_up(String name)
            throws Exception {
        Destinations destinations = new Destinations(Map.of());

        assertThat(destinations.get(name, session)).asString().isEqualTo(name);
    }

    @Test
    void name_in_the_servers_own_naming_is_looked_up() {
        Destinations destinations = new Destinations(Map.of());

        assertThatThrownBy(() -> destinations.get("java:global/jms/orders", session))
                .isInstanceOf(NamingException.class);
    }

    @Test
    void mapped_name_stands_for_what_it_is_mapped_to() throws Exception {
        Destinations destinations = new Destinations(Map.of("orders", "incoming"));

        assertThat(destinations.get("orders", session)).asString().isEqualTo("incoming");
    }

    /** A session that makes queues, which say their names. */
    private static <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                DestinationsTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
                    assertThat(method.getName()).isEqualTo("createQueue");
                    return (Queue) queue((String) args[0]);
                }));
    }

    private static Queue queue(String name) {
        return new Queue() {
            @Override
            public String getQueueName() {
                return name;
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }
}
