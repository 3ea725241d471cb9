package io.outboxed.internal.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.spi.TestNaming;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.lang.reflect.Proxy;
import java.util.Map;
import javax.naming.NamingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {

    @Test
    void mappedName_isLookedUpWhateverItsForm() throws Exception {
        Queue plain = queue("plain");
        Queue global = queue("global");
        try (TestNaming naming = TestNaming.with(Map.of("jms/orders", plain, "java:global/jms/bills", global))) {
            Destinations destinations =
                    new Destinations(Map.of("orders", "jms/orders", "bills", "java:global/jms/bills"));
            destinations.check();

            assertThat(destinations.get("orders", session())).isSameAs(plain);
            assertThat(destinations.get("bills", session())).isSameAs(global);
        }
    }

    @Test
    void mappedNameThatLeadsToNothing_isFoundAtTheStart() {
        try (TestNaming naming = TestNaming.with(Map.of())) {
            assertThatThrownBy(() -> new Destinations(Map.of("orders", "jms/orders")).check())
                    .hasMessageContaining("OUTBOX-1009");
        }
    }

    @Test
    void nameThatIsNotMapped_isLookedUpOnlyIfItStartsWithJava() throws Exception {
        Queue bound = queue("bound");
        try (TestNaming naming = TestNaming.with(Map.of("jms/orders", bound, "java:app/orders", bound))) {
            Destinations destinations = new Destinations(Map.of());

            assertThat(destinations.get("java:app/orders", session())).isSameAs(bound);
            assertThat(destinations.get("jms/orders", session())).hasToString("created jms/orders");
            assertThatThrownBy(() -> destinations.get("java:app/nothing", session()))
                    .isInstanceOf(NamingException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "ldap://127.0.0.1:1/orders",
                "rmi://127.0.0.1:1/orders",
                "LDAP://127.0.0.1:1/orders",
                "iiop://127.0.0.1:1/orders",
                "dns://127.0.0.1:1/orders",
                " java:global/jms/orders",
                "JAVA:global/jms/orders",
                "'; drop table outbox_entry; --"
            })
    void nameFromData_isNeverLookedUpOutsideTheServersOwnNaming(String name) throws Exception {
        Destinations destinations = new Destinations(Map.of());

        assertThat(destinations.get(name, session())).hasToString("created " + name);
    }

    private static Session session() {
        return (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(),
                new Class<?>[] {Session.class},
                (proxy, method, args) -> queue("created " + args[0]));
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
