package io.outboxed.internal.config;

import java.util.Collection;
import java.util.Optional;

/** Where settings come from, as texts. */
interface TextSource {

    /** All names it has, ours and others. */
    Collection<String> names();

    Optional<String> value(String name);

    /**
     * Whether the environment has a variable for the name. Open Liberty lists {@code outbox.strict.keys} for {@code OUTBOX_STRICT_KEYS},
     * which it cannot know to mean {@code outbox.strict-keys}.
     */
    boolean isInEnvironment(String name);
}
