package io.outboxed.console;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events to one who reads slowly, or no more: nobody waits for him. */
class EventStreamTest {
    private final List<String> written = new ArrayList<>();
    private final List<EventStream> over = new ArrayList<>();
    private boolean ready = true;
    private boolean broken;
    private int completed;
    private EventStream stream;

    /** Fails if it is written to when that would wait, as the specification has it. */
    private final class Output extends ServletOutputStream {
        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(byte[] bytes) throws IOException {
            if (broken) {
                throw new IOException("Connection reset");
            }
            assertThat(ready).as("written without waiting").isTrue();
            written.add(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public void write(int one) {
            throw new AssertionError("byte by byte");
        }
    }

    private static <T> T fake(Class<T> type, java.lang.reflect.InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @BeforeEach
    void open() throws IOException {
        Output output = new Output();
        ServletResponse response = fake(ServletResponse.class, (proxy, method, arguments) -> output);
        AsyncContext async = fake(AsyncContext.class, (proxy, method, arguments) -> {
            if (method.getName().equals("complete")) {
                completed++;
            }
            return method.getName().equals("getResponse") ? response : null;
        });
        HttpServletRequest request = fake(HttpServletRequest.class, (proxy, method, arguments) -> async);
        stream = EventStream.open(request, over::add);
    }

    private void send(String event) {
        stream.send(event.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void oneWhoReads_getsEachEvent() {
        send("a");
        send("b");

        assertThat(written).containsExactly("a", "b");
    }

    @Test
    void oneWhoReadsSlowly_getsOnlyTheNewestAndHoldsNobodyUp() {
        ready = false;
        send("a");
        send("b");
        send("c");
        assertThat(written).isEmpty();

        ready = true;
        stream.onWritePossible();
        stream.onWritePossible();

        assertThat(written).containsExactly("c");
    }

    @Test
    void oneWhoHasGone_isForgotten() {
        broken = true;
        send("a");
        send("b");

        assertThat(over).containsExactly(stream);
        assertThat(completed).isEqualTo(1);
        assertThat(written).isEmpty();
    }

    @Test
    void streamThatIsClosed_sendsNoMoreAndEndsOnce() {
        stream.close();
        stream.onError(new IOException("late"));
        send("a");

        assertThat(completed).isEqualTo(1);
        assertThat(over).containsExactly(stream);
        assertThat(written).isEmpty();
    }
}
