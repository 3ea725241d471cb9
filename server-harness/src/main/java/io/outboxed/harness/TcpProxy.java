package io.outboxed.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A line to a port of this machine that can be made bad: cut, slow or narrow. Each connection has two threads, one for each direction.
 */
public final class TcpProxy implements AutoCloseable {
    private static final int CHUNK = 16 * 1024;
    private static final double NANOS = 1e9;

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(TcpProxy::daemon);
    private volatile boolean cut;
    private volatile long delayNanos;
    private volatile int bytesPerSecond = Integer.MAX_VALUE;

    /** Opens a line to a port. */
    public TcpProxy(int target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "tcp-proxy");
        thread.setDaemon(true);
        return thread;
    }

    /** The port that leads to the target. */
    public int port() {
        return door.getLocalPort();
    }

    /** Ends all connections, and each new one at once, until {@link #mend}. */
    public void cut() {
        cut = true;
        sockets.forEach(this::close);
    }

    /** Holds up whatever passes in either direction; zero ends that. */
    public void delay(long millis) {
        delayNanos = millis * 1_000_000;
    }

    /** Lets each connection pass so many bytes a second in each direction. */
    public void throttle(int bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /** Makes the line a good one again. */
    public void mend() {
        cut = false;
        delayNanos = 0;
        bytesPerSecond = Integer.MAX_VALUE;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException e) {
                // Closed, or whoever called has gone.
            }
        }
    }

    private void connect(Socket caller) throws IOException {
        sockets.add(caller);
        if (cut) {
            close(caller);
            return;
        }
        Socket called;
        try {
            called = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException e) {
            close(caller);
            return;
        }
        sockets.add(called);
        caller.setTcpNoDelay(true);
        called.setTcpNoDelay(true);
        threads.execute(() -> pass(caller, called));
        threads.execute(() -> pass(called, caller));
        if (cut) { // meanwhile
            close(caller);
            close(called);
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                if (delayNanos > 0 || bytesPerSecond < Integer.MAX_VALUE) {
                    LockSupport.parkNanos(delayNanos + (long) (NANOS * count / bytesPerSecond));
                }
                out.write(chunk, 0, count);
            }
        } catch (IOException e) {
            // One end has gone; so does the other.
        } finally {
            close(from);
            close(to);
        }
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more either way.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
        threads.shutdown();
    }
}
