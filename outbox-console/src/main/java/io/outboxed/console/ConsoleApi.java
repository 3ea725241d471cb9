package io.outboxed.console;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The API's root, beside the applications of the WAR itself. */
@ApplicationPath("outbox-console/api")
public class ConsoleApi extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of();
    }
}
