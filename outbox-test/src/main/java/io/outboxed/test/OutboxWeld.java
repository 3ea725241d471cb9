package io.outboxed.test;

import jakarta.enterprise.inject.spi.Extension;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunitEnricher;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives the containers of weld-junit their outbox: by itself where weld-junit makes the container, as with {@code @EnableAutoWeld}, in tests
 * that have an {@link OutboxExtension}; by {@link #with} where the test makes it.
 */
public final class OutboxWeld implements WeldJunitEnricher {

    /** For weld-junit. */
    public OutboxWeld() {}

    /**
     * What a test makes its {@code WeldInitiator} from.
     *
     * <pre>{@code
     * private final TestOutbox outbox = TestOutbox.create();
     *
     * @WeldSetup
     * private final WeldInitiator weld = WeldInitiator.of(OutboxWeld.with(outbox, Orders.class));
     * }</pre>
     *
     * @param beans the application's; what there is to an outbox comes by itself
     */
    public static Weld with(TestOutbox outbox, Class<?>... beans) {
        return add(outbox, WeldInitiator.createWeld().addBeanClasses(beans));
    }

    private static Weld add(TestOutbox outbox, Weld weld) {
        return weld.addExtensions(outbox.extensions().toArray(Extension[]::new))
                .addServices(new WeldTransactions(outbox.transactions()));
    }

    @Override
    public void enrich(Object testInstance, ExtensionContext context, Weld weld, WeldInitiator.Builder initiator) {
        OutboxExtension.of(testInstance).ifPresent(extension -> add(extension.makeFor(context), weld));
    }
}
