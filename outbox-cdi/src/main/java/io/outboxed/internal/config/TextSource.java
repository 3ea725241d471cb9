package io.outboxed.internal.config;

import java.util.Collection;
import java.util.Optional;

/** Where settings come from, as texts. */
interface TextSource {

    /** All names it has, ours and others. */
    Collection<String> names();

    Optional<String> value(String name);
}
