package io.outboxed.benchmark.contestant;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.jms.JMSException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** db-scheduler: a task for each message, scheduled in the transaction of its order. */
final class DbScheduler implements Contestant {
    private static final int THREADS = 8;
    private static final String TABLES =
            "create table scheduled_tasks (task_name text not null, task_instance text not null,"
                    + " task_data bytea, execution_time timestamp with time zone not null, picked boolean not null, picked_by text,"
                    + " last_success timestamp with time zone, last_failure timestamp with time zone, consecutive_failures int,"
                    + " last_heartbeat timestamp with time zone, version bigint not null, priority smallint,"
                    + " primary key (task_name, task_instance));"
                    + "create index execution_time_idx on scheduled_tasks (execution_time);"
                    + "create index last_heartbeat_idx on scheduled_tasks (last_heartbeat)";

    private final Place place;
    private final HikariDataSource source;
    private final CurrentConnection current;
    private final OneTimeTask<String> task;
    private final SchedulerClient client;
    private final QueueSender sender;
    private Scheduler scheduler;

    DbScheduler(Place place) throws SQLException, JMSException {
        this.place = place;
        place.postgres().execute("set search_path to " + place.name() + ";" + Order.TABLE + ";" + TABLES);
        source = place.pool();
        current = new CurrentConnection(source);
        sender = new QueueSender(place);
        task = Tasks.oneTime("send", String.class).execute((instance, context) -> {
            String data = instance.getData();
            int end = data.indexOf(' ');
            sender.send(data.substring(0, end), data.substring(end + 1));
        });
        client = SchedulerClient.Builder.create(current.source(), task)
                .serializer(new Texts())
                .build();
    }

    /** As UTF-8, which costs less than Java's serialization. */
    private static final class Texts implements Serializer {
        @Override
        public byte[] serialize(Object data) {
            return data == null ? null : ((String) data).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
            return data == null ? null : type.cast(new String(data, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void place(List<Order> orders) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(Order.INSERT)) {
                for (Order order : orders) {
                    order.bind(insert);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            List<TaskInstance<?>> tasks = new ArrayList<>();
            for (Order order : orders) {
                tasks.add(task.instance(Long.toString(order.id()), order.key() + " " + order.message()));
            }
            current.with(connection, () -> client.scheduleBatch(tasks, Instant.now()));
            connection.commit();
        }
    }

    @Override
    public void startRelay() {
        scheduler = Scheduler.create(source, task)
                .threads(THREADS)
                .pollUsingLockAndFetch(1.0, 20.0)
                .pollingInterval(Duration.ofMillis(20))
                .serializer(new Texts())
                .build();
        scheduler.start();
    }

    @Override
    public void stopRelay() {
        if (scheduler != null) {
            scheduler.stop();
            scheduler = null;
        }
    }

    @Override
    public long waiting() throws SQLException {
        return place.count("scheduled_tasks");
    }

    @Override
    public void close() throws JMSException {
        stopRelay();
        sender.close();
        source.close();
    }
}
