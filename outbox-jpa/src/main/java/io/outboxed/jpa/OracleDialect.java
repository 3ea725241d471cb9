package io.outboxed.jpa;

import java.sql.SQLException;
import java.util.Set;

/** Oracle Database 19c and later. Written by the manual; no test runs it. */
final class OracleDialect implements Dialect {
    /** ORA-00955: the name is used. ORA-01408: the columns have an index. */
    private static final Set<Integer> ALREADY_THERE = Set.of(955, 1408);

    private static final String SINCE_1970 =
            "(sys_extract_utc(systimestamp) - to_timestamp('1970-01-01', 'YYYY-MM-DD'))";

    @Override
    public String product() {
        return "Oracle";
    }

    @Override
    public String script() {
        return "oracle.sql";
    }

    @Override
    public String now() {
        return "floor((extract(day from " + SINCE_1970 + ") * 86400 + extract(hour from " + SINCE_1970
                + ") * 3600 + extract(minute from " + SINCE_1970 + ") * 60 + extract(second from " + SINCE_1970
                + ")) * 1000)";
    }

    @Override
    public String selectNow() {
        return "select " + now() + " from dual";
    }

    /** Oracle locks no rows of a query that has a limit. */
    @Override
    public String lockSome(String query, int rows) {
        return query + limit(rows);
    }

    /** The hint is more than a hint: with it, and only with it, a duplicate is left out instead of refused. */
    @Override
    public String insertUnlessThere(NewRow row) {
        return "insert /*+ ignore_row_on_dupkey_index(" + row.table() + ", " + row.table() + "_pk) */ into "
                + row.head() + " values (" + row.valueList() + ")";
    }

    @Override
    public boolean isAlreadyThere(SQLException failure) {
        return ALREADY_THERE.contains(failure.getErrorCode());
    }
}
