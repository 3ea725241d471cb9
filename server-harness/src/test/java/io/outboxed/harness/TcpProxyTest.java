package io.outboxed.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void open() throws IOException {
        echo = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        proxy = new TcpProxy(echo.getLocalPort());
        Thread server = new Thread(this::serve);
        server.setDaemon(true);
        server.start();
    }

    private void serve() {
        while (!echo.isClosed()) {
            try (Socket caller = echo.accept()) {
                caller.getInputStream().transferTo(caller.getOutputStream());
            } catch (IOException e) {
                // the test goes on
            }
        }
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private static long millisForAnEcho(Socket socket, int bytes) throws IOException {
        long start = System.nanoTime();
        socket.getOutputStream().write(new byte[bytes]);
        assertThat(socket.getInputStream().readNBytes(bytes)).hasSize(bytes);
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    @Test
    void passes_everything_in_both_directions() throws IOException {
        try (Socket socket = connect()) {
            millisForAnEcho(socket, 100_000);
        }
    }

    @Test
    void cut_ends_connections_and_refuses_new_ones_until_it_is_mended() throws IOException {
        try (Socket socket = connect()) {
            millisForAnEcho(socket, 1);
            proxy.cut();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        try (Socket socket = connect()) {
            assertThatThrownBy(() -> {
                        if (socket.getInputStream().read() < 0) {
                            throw new IOException("ended");
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        proxy.mend();
        try (Socket socket = connect()) {
            millisForAnEcho(socket, 1);
        }
    }

    @Test
    void delay_and_throttle_take_at_least_their_time() throws IOException {
        try (Socket socket = connect()) {
            proxy.delay(100);
            assertThat(millisForAnEcho(socket, 1)).isGreaterThanOrEqualTo(200);
            proxy.mend();
            proxy.throttle(10_000);
            assertThat(millisForAnEcho(socket, 2_000)).isGreaterThanOrEqualTo(400);
        }
    }
}
