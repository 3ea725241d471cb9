package io.outboxed.it;

import io.outboxed.admin.ChangeResult;
import io.outboxed.admin.DeadLettered;
import io.outboxed.admin.DeadLetters;
import io.outboxed.admin.EntryFilter;
import io.outboxed.admin.Relay;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What an application may have for its operators, and the caller that a server knows. */
@ApplicationScoped
public class Operator {
    @Inject
    private DeadLetters deadLetters;

    @Inject
    private Relay relay;

    private final List<DeadLettered> heard = new CopyOnWriteArrayList<>();

    @Produces
    Principal caller() {
        return () -> "ada\nOUTBOX-9999: forged";
    }

    void hear(@Observes DeadLettered event) {
        heard.add(event);
    }

    public List<DeadLettered> heard() {
        return heard;
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    public Relay relay() {
        return relay;
    }

    @Transactional
    public ChangeResult redriveAllAndFail() {
        deadLetters.redriveAll(EntryFilter.all());
        throw new IllegalStateException("the operator's own transaction failed");
    }

    @Transactional
    public void pauseAndFail(String destination) {
        relay.pause(destination);
        throw new IllegalStateException("the operator's own transaction failed");
    }
}
