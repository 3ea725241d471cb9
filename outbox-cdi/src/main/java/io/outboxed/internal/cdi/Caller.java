package io.outboxed.internal.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.security.Principal;

/** Names who calls, as far as the container tells by the built-in bean {@link Principal}. */
@ApplicationScoped
class Caller {
    private static final String UNKNOWN = "An unknown caller";

    @Inject
    private Instance<Principal> principals;

    String name() {
        try {
            String name = principals.isResolvable() ? principals.get().getName() : null;
            return name == null || name.isBlank() ? UNKNOWN : "Caller " + name;
        } catch (RuntimeException e) { // containers differ where there is no caller
            return UNKNOWN;
        }
    }
}
