package io.outboxed.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.Outboxed;
import io.outboxed.inbox.Idempotent;
import io.outboxed.inbox.MessageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Stereotype;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.HashMap;
import java.util.Map;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which transaction {@code @Outboxed} and {@code @Idempotent} bring along. */
@ExtendWith(WeldJunit5Extension.class)
class ImpliedTransactionTest {

    /** Sees the types as all other extensions left them. */
    public static class Final implements Extension {
        private final Map<Class<?>, AnnotatedType<?>> types = new HashMap<>();

        void keep(@Observes ProcessManagedBean<?> event) {
            types.put(event.getBean().getBeanClass(), event.getAnnotatedBeanClass());
        }
    }

    @Stereotype
    @Transactional(TxType.REQUIRES_NEW)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Service {}

    @ApplicationScoped
    public static class Plain {
        @Outboxed(destination = "d")
        public String publishes() {
            return "";
        }

        public String doesNot() {
            return "";
        }
    }

    @ApplicationScoped
    public static class OwnOnMethod {
        @Outboxed(destination = "d")
        @Transactional(TxType.MANDATORY)
        public String publishes() {
            return "";
        }
    }

    @ApplicationScoped
    @Transactional(TxType.REQUIRES_NEW)
    public static class OwnOnType {
        @Outboxed(destination = "d")
        public String publishes() {
            return "";
        }
    }

    @ApplicationScoped
    @Service
    public static class ByStereotype {
        @Outboxed(destination = "d")
        public String publishes() {
            return "";
        }
    }

    @ApplicationScoped
    @Outboxed(destination = "d")
    public static class OnType {
        public String publishes() {
            return "";
        }
    }

    @ApplicationScoped
    public static class Consuming {
        @Idempotent
        public void works(@MessageId String id) {}

        @Idempotent
        @Transactional(TxType.MANDATORY)
        public void worksInAnothers(@MessageId String id) {}
    }

    private final Final types = new Final();

    @WeldSetup
    private final WeldInitiator weld = WeldInitiator.of(WeldInitiator.createWeld()
            .addExtensions(new OutboxExtension(), types)
            .addBeanClasses(
                    Plain.class,
                    OwnOnMethod.class,
                    OwnOnType.class,
                    ByStereotype.class,
                    OnType.class,
                    Consuming.class,
                    RefusedConsumersTest.Store.class,
                    RefusedDeploymentsTest.EjbOfAServer.class,
                    ActiveConfigBean.class));

    private Transactional ofMethod(Class<?> type, String name) {
        return types.types.get(type).getMethods().stream()
                .filter(m -> m.getJavaMember().getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getAnnotation(Transactional.class);
    }

    private Transactional ofType(Class<?> type) {
        return types.types.get(type).getAnnotation(Transactional.class);
    }

    @Test
    void method_without_transaction_gets_required_and_its_neighbours_nothing() {
        assertThat(ofMethod(Plain.class, "publishes").value()).isEqualTo(TxType.REQUIRED);
        assertThat(ofMethod(Plain.class, "doesNot")).isNull();
        assertThat(ofType(Plain.class)).isNull();
    }

    @Test
    void consumers_method_gets_required_unless_it_says_something_else() {
        assertThat(ofMethod(Consuming.class, "works").value()).isEqualTo(TxType.REQUIRED);
        assertThat(ofMethod(Consuming.class, "worksInAnothers").value()).isEqualTo(TxType.MANDATORY);
    }

    @Test
    void type_gets_required() {
        assertThat(ofType(OnType.class).value()).isEqualTo(TxType.REQUIRED);
    }

    @Test
    void what_the_bean_says_itself_stays() {
        assertThat(ofMethod(OwnOnMethod.class, "publishes").value()).isEqualTo(TxType.MANDATORY);
        assertThat(ofMethod(OwnOnType.class, "publishes")).isNull();
        assertThat(ofType(OwnOnType.class).value()).isEqualTo(TxType.REQUIRES_NEW);
    }

    @Test
    void stereotype_counts_as_saying_it() {
        assertThat(ofMethod(ByStereotype.class, "publishes")).isNull();
        assertThat(ofType(ByStereotype.class)).isNull();
    }
}
