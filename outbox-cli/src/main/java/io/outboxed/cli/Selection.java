package io.outboxed.cli;

import java.util.List;
import java.util.Map;

/** Which entries. */
sealed interface Selection {

    /** Those with these ids, each once. */
    record Named(List<String> ids) implements Selection {}

    /** Those that meet a filter; all, if it is empty. */
    record Matching(Map<String, String> filter) implements Selection {}
}
