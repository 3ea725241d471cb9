package io.outboxed.internal.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;

/**
 * Runs actors one step at a time: at each {@link #step} an actor stops, and a choice says who goes on. So every order of steps
 * can be played, and played again.
 */
final class Interleaving {
    private static final ThreadLocal<Actor> CURRENT = new ThreadLocal<>();

    private static final class Actor {
        private final Semaphore mayGoOn = new Semaphore(0);
        private final Semaphore hasStopped = new Semaphore(0);
        private boolean ended;
        private Throwable failure;
    }

    private final List<Integer> choices = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();

    /** Lets others go first; called by what the actors use. Does nothing outside of {@link #run}. */
    static void step() {
        Actor actor = CURRENT.get();
        if (actor != null) {
            actor.hasStopped.release();
            actor.mayGoOn.acquireUninterruptibly();
        }
    }

    /** Plays the actors to their ends; {@code choose} picks one of so many that could go on. */
    void run(IntUnaryOperator choose, List<Runnable> scripts) throws InterruptedException {
        List<Actor> running = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (Runnable script : scripts) {
            Actor actor = new Actor();
            Thread thread = new Thread(() -> play(actor, script));
            thread.setDaemon(true);
            thread.start();
            running.add(actor);
            threads.add(thread);
        }
        while (!running.isEmpty()) {
            int choice = choose.applyAsInt(running.size());
            choices.add(choice);
            widths.add(running.size());
            Actor next = running.get(choice);
            next.mayGoOn.release();
            if (!next.hasStopped.tryAcquire(30, TimeUnit.SECONDS)) {
                throw new AssertionError("An actor waits for another one: " + choices);
            }
            if (next.ended) {
                running.remove(next);
                if (next.failure != null) {
                    throw new AssertionError("Order of steps: " + choices, next.failure);
                }
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void play(Actor actor, Runnable script) {
        actor.mayGoOn.acquireUninterruptibly();
        CURRENT.set(actor);
        try {
            script.run();
        } catch (Throwable e) {
            actor.failure = e;
        }
        actor.ended = true;
        actor.hasStopped.release();
    }

    /** The order that was played. */
    List<Integer> choices() {
        return choices;
    }

    /** The beginning of the next order, if all are to be played; null after the last. */
    List<Integer> next() {
        for (int i = choices.size() - 1; i >= 0; i--) {
            if (choices.get(i) + 1 < widths.get(i)) {
                List<Integer> next = new ArrayList<>(choices.subList(0, i));
                next.add(choices.get(i) + 1);
                return next;
            }
        }
        return null;
    }
}
