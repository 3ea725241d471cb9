package io.outboxed.example.probe;

import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.inject.Inject;

/** A transaction of an EJB timer. */
@Singleton
public class TimerCaller {

    @Resource
    private TimerService timers;

    @Resource
    private SessionContext context;

    @Inject
    private EjbWork work;

    public void call(String id, boolean commit) {
        timers.createSingleActionTimer(1, new TimerConfig(new Order(id, commit), false));
    }

    @Timeout
    void fire(Timer timer) {
        Order order = (Order) timer.getInfo();
        work.note(order.id());
        if (!order.commit()) {
            context.setRollbackOnly();
        }
    }
}
