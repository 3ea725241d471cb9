package io.outboxed.console;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The API's root, beside the applications of the WAR itself. */
@ApplicationPath("outbox-console/api")
public class ConsoleApi extends Application {
    /** Begins each root resource: an application that scans for resources finds ours too, and must have none of its own there. */
    static final String VERSION = "outbox-v1";

    /** Says all that belongs to it, so that nothing of the WAR's own does. */
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(OverviewResource.class, DeadLetterResource.class, RetryingResource.class, ErrorMapper.class);
    }
}
