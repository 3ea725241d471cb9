package io.outboxed.cli.client;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lines on their way from the connection's thread to the reader. The connection gives a new one for each that was taken, so few are ever here.
 */
final class LineQueue implements Flow.Subscriber<String> {

    /** How many lines may be ahead of the reader. */
    private static final int AHEAD = 64;

    /** A line, or the end with or without a cause. */
    record Item(Optional<String> line, Throwable failure) {}

    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private volatile Flow.Subscription subscription;

    BlockingQueue<Item> items() {
        return items;
    }

    /** Lets the connection give one more. */
    void taken() {
        subscription.request(1);
    }

    void cancel() {
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription open) {
        subscription = open;
        open.request(AHEAD);
    }

    @Override
    public void onNext(String line) {
        items.add(new Item(Optional.of(line), null));
    }

    @Override
    public void onError(Throwable failure) {
        items.add(new Item(Optional.empty(), failure));
    }

    @Override
    public void onComplete() {
        items.add(new Item(Optional.empty(), null));
    }
}
