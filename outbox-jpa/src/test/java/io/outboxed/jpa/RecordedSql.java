package io.outboxed.jpa;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Notes each statement that Hibernate sends in the calling thread. */
public final class RecordedSql implements StatementInspector {
    private static final long serialVersionUID = 1L;
    private static final ThreadLocal<List<String>> STATEMENTS = ThreadLocal.withInitial(ArrayList::new);

    /** What {@code work} sends. */
    static List<String> of(Runnable work) {
        STATEMENTS.get().clear();
        work.run();
        return List.copyOf(STATEMENTS.get());
    }

    @Override
    public String inspect(String sql) {
        STATEMENTS.get().add(sql);
        return sql;
    }
}
