package io.outboxed.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.outboxed.benchmark.contestant.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** CPU time that this JVM, which holds the contestant and the broker, and the database have used so far. */
record CpuTime(long jvmNanos, long databaseNanos) {
    /** {@code USER_HZ}, which Linux shows to all programs as 100 whatever the kernel's own is: proc(5). */
    private static final long NANOS_PER_TICK = TimeUnit.SECONDS.toNanos(1) / 100;

    /** Places in {@code /proc/pid/stat} without the name in parentheses, from 0: proc(5). */
    private static final int PID = 0;

    private static final int PARENT = 2;
    private static final int USER = 12;
    private static final int SYSTEM_OF_CHILDREN = 15;

    static CpuTime now(Postgres postgres) {
        var jvm = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new CpuTime(jvm.getProcessCpuTime(), ofProcessAndChildren(postgres.pid()));
    }

    CpuTime minus(CpuTime earlier) {
        return new CpuTime(jvmNanos - earlier.jvmNanos, databaseNanos - earlier.databaseNanos);
    }

    private static long ofProcessAndChildren(long pid) {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                            .filter(each -> each.getFileName().toString().matches("\\d+"))
                            .map(CpuTime::stat)
                            .filter(stat -> stat.length > SYSTEM_OF_CHILDREN && isOf(stat, pid))
                            .mapToLong(CpuTime::ticks)
                            .sum()
                    * NANOS_PER_TICK;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOf(String[] stat, long pid) {
        return stat[PID].equals(Long.toString(pid)) || stat[PARENT].equals(Long.toString(pid));
    }

    /** Its own, and that of children that have ended: user and system of both. */
    private static long ticks(String... stat) {
        long sum = 0;
        for (int i = USER; i <= SYSTEM_OF_CHILDREN; i++) {
            sum += Long.parseLong(stat[i]);
        }
        return sum;
    }

    /** Without the name, which may hold blanks. */
    private static String[] stat(Path process) {
        try {
            String line = Files.readString(process.resolve("stat"));
            return (process.getFileName() + line.substring(line.lastIndexOf(')') + 1)).split(" ");
        } catch (IOException e) {
            return new String[0]; // it has ended
        }
    }
}
