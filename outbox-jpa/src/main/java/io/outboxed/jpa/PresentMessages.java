package io.outboxed.jpa;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds which messages are still to be sent, or were given up. */
final class PresentMessages {
    /** One statement, so one view: an entry that moves between the tables meanwhile is in one of them. */
    private static final String SQL =
            "select id from outbox_entry where id in (:list) union all select id from outbox_parked"
                    + " where id in (:list) and state not in ('" + States.DELIVERED + "', '" + States.EXPIRED + "')";

    private PresentMessages() {}

    static Set<String> among(EntityManager em, Collection<String> ids) {
        return InList.rows(em, SQL, List.copyOf(ids)).stream()
                .map(String.class::cast)
                .collect(Collectors.toSet());
    }
}
