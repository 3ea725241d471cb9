package io.outboxed.benchmark.contestant;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A Spring application that places orders by JDBC, with the beans of one of Spring's outboxes. */
final class SpringShop implements AutoCloseable {
    private final HikariDataSource source;
    private final QueueSender sender;
    private final ConfigurableApplicationContext context;
    private final TransactionTemplate transactions;
    private final JdbcTemplate jdbc;

    SpringShop(Place place, Class<?> configuration, String... settings) throws SQLException, JMSException {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none"); // the JVM's is set up already
        place.postgres().execute("set search_path to " + place.name() + ";" + Order.TABLE);
        source = place.pool();
        sender = new QueueSender(place);
        context = new SpringApplicationBuilder(configuration)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .bannerMode(Banner.Mode.OFF)
                .properties(settings)
                .initializers(opened -> {
                    GenericApplicationContext beans = (GenericApplicationContext) opened;
                    beans.registerBean(DataSource.class, () -> source, bean -> bean.setDestroyMethodName(""));
                    beans.registerBean(QueueSender.class, () -> sender, bean -> bean.setDestroyMethodName(""));
                })
                .run();
        transactions = context.getBean(TransactionTemplate.class);
        jdbc = context.getBean(JdbcTemplate.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    ApplicationEventPublisher events() {
        return context;
    }

    /** Stores orders in one transaction, and does the same for the message of each. */
    void place(List<Order> orders, Consumer<Order> publish) {
        transactions.executeWithoutResult(status -> {
            jdbc.batchUpdate(Order.INSERT, orders, orders.size(), (statement, order) -> order.bind(statement));
            orders.forEach(publish);
        });
    }

    @Override
    public void close() throws JMSException {
        context.close();
        sender.close();
        source.close();
    }
}
