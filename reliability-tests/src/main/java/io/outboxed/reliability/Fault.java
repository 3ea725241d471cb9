package io.outboxed.reliability;

import io.outboxed.harness.TcpProxy;
import java.time.Duration;
import java.util.Random;
import java.util.function.Function;

/** What is done to a running shop. */
enum Fault {
    KILL_NODE("node killed (SIGKILL)", 4, target -> target.cluster().kill(target.node())),
    KILL_BROKER("broker killed (SIGKILL), started again", 8, target -> {
        target.cluster().broker().kill();
        target.lasts(0, 3_000);
        target.cluster().broker().start();
    }),
    KILL_DATABASE(
            "database killed (SIGKILL), started again",
            8,
            target -> target.cluster().database().killAndRestart()),
    /** Longer than Artemis' TTL for connections, 10 s, and the database's limit on idle transactions, 15 s. */
    FREEZE_NODE("node frozen for 17 to 20 s (SIGSTOP)", 3, target -> {
        target.cluster().server(target.node()).freeze();
        target.lasts(17_000, 20_000);
        target.cluster().server(target.node()).thaw();
    }),
    CUT_BROKER("connections of a node to the broker cut", 6, target -> cut(target, Target::toBroker)),
    CUT_DATABASE("connections of a node to the database cut", 6, target -> cut(target, Target::toDatabase)),
    DELAY_BROKER("line of a node to the broker delayed, 20 to 200 ms", 4, target -> delay(target, Target::toBroker)),
    DELAY_DATABASE(
            "line of a node to the database delayed, 20 to 200 ms", 4, target -> delay(target, Target::toDatabase)),
    THROTTLE_BROKER(
            "line of a node to the broker narrowed, 10 to 50 kB/s", 4, target -> throttle(target, Target::toBroker)),
    THROTTLE_DATABASE(
            "line of a node to the database narrowed, 10 to 50 kB/s",
            4,
            target -> throttle(target, Target::toDatabase)),
    BLOCK_ADDRESS("address full at the broker, policy BLOCK", 4, target -> command(target, "full block ", 8_000)),
    FILL_ADDRESS("address full at the broker, policy FAIL", 4, target -> command(target, "full fail ", 8_000)),
    REFUSE_DESTINATION("destination refused by the broker", 4, target -> command(target, "refuse ", 4_000)),
    /** There and back, so two leaps. */
    MOVE_CLOCK("clock of a node moved by an hour, and back", 4, target -> {
        target.cluster()
                .clocks()
                .move(target.node(), Duration.ofHours(target.random().nextBoolean() ? 1 : -1));
        target.lasts(3_000, 6_000);
        target.cluster().clocks().move(target.node(), Duration.ZERO);
    }),
    REDEPLOY(
            "application deployed anew on a node", 1, target -> target.cluster().redeploy(target.node())),
    ROLLING_RESTART("one node after the other stopped and started", 1, target -> {
        for (String node : Cluster.NODES) {
            target.cluster().stop(node);
            target.cluster().start(node);
        }
    });

    /**
     * Where it strikes.
     *
     * @param node which, if it is about one
     * @param queue where the messages of new orders go
     * @param random decides how hard
     */
    record Target(Cluster cluster, String node, String queue, Random random) {
        private TcpProxy toBroker() {
            return cluster.toBroker(node);
        }

        private TcpProxy toDatabase() {
            return cluster.toDatabase(node);
        }

        private void lasts(int fromMillis, int toMillis) throws InterruptedException {
            Thread.sleep(random.nextInt(fromMillis, toMillis));
        }
    }

    /** Strikes, and is over when it returns. */
    private interface Blow {
        void strike(Target target) throws Exception;
    }

    private final String title;
    private final int weight;
    private final Blow blow;

    Fault(String title, int weight, Blow blow) {
        this.title = title;
        this.weight = weight;
        this.blow = blow;
    }

    /** For people. */
    String title() {
        return title;
    }

    /** How often it comes, compared with others. */
    int weight() {
        return weight;
    }

    /** Whether this machine has what it takes. */
    boolean isPossible() {
        return this != MOVE_CLOCK || Clocks.areMovable();
    }

    /**
     * Whether it may cost a relay the answer to a commit, so that a message is sent again. Slow lines, destinations that refuse and
     * orderly restarts are no excuse for that.
     */
    boolean mayRepeat() {
        return switch (this) {
            case DELAY_BROKER, DELAY_DATABASE, FILL_ADDRESS, REFUSE_DESTINATION, REDEPLOY, ROLLING_RESTART -> false;
            default -> true;
        };
    }

    /** Whether a broker may have prepared a transaction by then and not learn for long what becomes of it. */
    boolean mayLeaveInDoubt() {
        return switch (this) {
            case KILL_NODE, FREEZE_NODE, KILL_BROKER, CUT_BROKER -> true;
            default -> false;
        };
    }

    /** Does it. When it returns, nothing hinders the shop any more, even if a node of it is gone: {@link #repair}. */
    void strike(Target target) throws Exception {
        blow.strike(target);
    }

    /** Brings back whoever is gone. */
    void repair(Target target) throws Exception {
        target.cluster().start(target.node());
    }

    private static void cut(Target target, Function<Target, TcpProxy> line) throws InterruptedException {
        line.apply(target).cut();
        target.lasts(200, 4_000);
        line.apply(target).mend();
    }

    private static void delay(Target target, Function<Target, TcpProxy> line) throws InterruptedException {
        line.apply(target).delay(target.random().nextInt(20, 200));
        target.lasts(2_000, 5_000);
        line.apply(target).mend();
    }

    private static void throttle(Target target, Function<Target, TcpProxy> line) throws InterruptedException {
        line.apply(target).throttle(target.random().nextInt(10_000, 50_000));
        target.lasts(2_000, 5_000);
        line.apply(target).mend();
    }

    private static void command(Target target, String what, int toMillis) throws Exception {
        target.cluster().broker().command(what + target.queue());
        target.lasts(1_000, toMillis);
        target.cluster().broker().command("normal");
    }
}
