package io.outboxed.it.onejvm;

import io.outboxed.jpa.database.Database;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * A persistence unit on an empty database of the product under test, with entity managers that belong to the thread's JTA
 * transaction.
 */
public final class Persistence implements AutoCloseable {
    /** H2, unless the system property {@code it.database} says otherwise. */
    private static final Database PRODUCT =
            Database.valueOf(System.getProperty("it.database", "h2").toUpperCase(Locale.ROOT));

    private final JtaDataSource source;
    private final EntityManagerFactory factory;
    private final Faults faults = new Faults();

    public Persistence(String unit) throws SQLException {
        source = new JtaDataSource(PRODUCT.freshXa(), faults);
        factory = jakarta.persistence.Persistence.createEntityManagerFactory(
                unit, Map.of("jakarta.persistence.jtaDataSource", source.proxy()));
        if (!PRODUCT.allowsDdlInXa()) {
            runScript("META-INF/outboxed/ddl/1");
        }
    }

    /** Whether the tables of the outbox are there already, or else can be made by the application at its start. */
    boolean hasTables() {
        return !PRODUCT.allowsDdlInXa();
    }

    /** Runs statements, each ended by a semicolon and a new line, as an operator does: beside the application. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = source.outside();
                Statement statement = connection.createStatement()) {
            for (String each : sql.split(";\\R")) {
                statement.execute(each);
            }
        }
    }

    private static String script(String name) {
        try (InputStream script = Persistence.class.getClassLoader().getResourceAsStream(name)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The unit's, as a server injects it. */
    public DataSource dataSource() {
        return source.proxy();
    }

    /** Runs the script of the product under test that lies in a folder of the class path. */
    public void runScript(String folder) throws SQLException {
        execute(script(folder + "/" + PRODUCT.name().toLowerCase(Locale.ROOT) + ".sql"));
    }

    /** As a server injects it. */
    public EntityManager entityManager() {
        return TransactionContext.of(factory);
    }

    /** What goes wrong between the application and its database. */
    public Faults faults() {
        return faults;
    }

    /** Fails what the test says. Connecting is called {@code connect}, a statement by its text. */
    public static final class Faults {
        private volatile Pattern pattern;
        private volatile SQLException failure;
        private final AtomicInteger met = new AtomicInteger();

        /** From now on everything fails in which the regular expression is found. */
        public void begin(String regex, SQLException with) {
            met.set(0);
            failure = with;
            pattern = Pattern.compile(regex);
        }

        public void end() {
            pattern = null;
        }

        /** How often it failed. */
        public int met() {
            return met.get();
        }

        void meet(String text) throws SQLException {
            Pattern current = pattern;
            if (current != null && current.matcher(text).find()) {
                met.incrementAndGet();
                throw failure;
            }
        }
    }

    public EntityManagerFactory factory() {
        return factory;
    }

    @Override
    public void close() {
        factory.close();
        source.close();
    }
}
