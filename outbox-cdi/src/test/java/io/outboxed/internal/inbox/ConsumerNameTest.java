package io.outboxed.internal.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.InboxException;
import io.outboxed.inbox.Idempotent;
import io.outboxed.inbox.MessageId;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsumerNameTest {

    static class Base {
        @Idempotent(messageId = " event_id, ,JMSCorrelationID")
        public void consume(@MessageId String id) {}

        @Idempotent(consumer = "named")
        public void named(@MessageId String id) {}
    }

    static class Shipping extends Base {}

    /** As Weld calls what it makes of a bean that is intercepted. */
    static class Shipping$Proxy$_$$_WeldSubclass extends Shipping {}

    private static IdempotentMethod method(Class<?> type, String name) throws NoSuchMethodException {
        Method method = Base.class.getMethod(name, String.class);
        return IdempotentMethod.of(method, type).orElseThrow();
    }

    @Test
    void consumer_without_a_name_is_called_after_the_bean_and_its_method() throws Exception {
        assertThat(method(Base.class, "consume").name()).isEqualTo("Base.consume");
        assertThat(method(Shipping.class, "consume").name()).isEqualTo("Shipping.consume");
        assertThat(method(Shipping$Proxy$_$$_WeldSubclass.class, "consume").name())
                .isEqualTo("Shipping.consume");
        assertThat(method(Shipping.class, "named").name()).isEqualTo("named");
    }

    @Test
    void properties_of_the_annotation_go_before_those_of_the_setting() throws Exception {
        List<String> setting = List.of("outbox_id");

        assertThat(method(Base.class, "consume").idNames(setting)).containsExactly("event_id", "JMSCorrelationID");
        assertThat(method(Base.class, "named").idNames(setting)).containsExactly("outbox_id");
    }

    @Test
    void longest_texts_are_accepted_and_longer_ones_are_not() {
        assertThatCode(() -> ConsumerName.check("c".repeat(100), "i".repeat(255)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ConsumerName.check("c".repeat(101), "i"))
                .isInstanceOf(InboxException.class)
                .hasMessageContainingAll("OUTBOX-6003", "consumer's name is 101 characters long", "1 to 100");
        assertThatThrownBy(() -> ConsumerName.check("c", "i".repeat(256)))
                .hasMessageContainingAll("OUTBOX-6003", "message id is 256 characters long", "1 to 255");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000", "\ud83d", "a\udca5b"})
    void text_that_a_database_might_change_is_refused(String text) {
        assertThatThrownBy(() -> ConsumerName.check("c", text)).hasMessageContaining("OUTBOX-6003");
        assertThatThrownBy(() -> ConsumerName.check(text)).hasMessageContaining("OUTBOX-6003");
    }
}
