package io.outboxed.formats;

import io.outboxed.OutboxConfig;
import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.Entry;
import io.outboxed.spi.EntryTransformer;
import io.outboxed.spi.Payload;
import io.outboxed.spi.SealedEnvelope;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** CDI with this module in it, and what Outboxed does with transformers. */
final class Module implements AutoCloseable {
    private final SeContainer cdi;

    /** Makes objects beans. */
    private static final class Beans implements Extension {
        private final Map<Class<?>, Object> objects;

        Beans(Map<Class<?>, Object> objects) {
            this.objects = objects;
        }

        void add(@Observes AfterBeanDiscovery event) {
            objects.forEach((type, object) -> event.addBean().types(type).createWith(context -> object));
        }
    }

    /** With settings, and objects as beans of their types. */
    Module(UnaryOperator<OutboxConfig.Builder> settings, Map<Class<?>, Object> beans) {
        Map<Class<?>, Object> all = new HashMap<>(beans);
        OutboxConfig config = settings.apply(OutboxConfig.builder()).build();
        all.put(ActiveConfig.class, (ActiveConfig) () -> config);
        cdi = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(
                        Compression.class,
                        Encryption.class,
                        CloudEvents.class,
                        ClaimCheck.class,
                        ClaimForSender.class,
                        ClaimForConsumer.class,
                        ClaimSweep.class,
                        StoredMessages.class)
                .addExtensions(new Beans(all))
                .initialize();
    }

    Module(UnaryOperator<OutboxConfig.Builder> settings) {
        this(settings, Map.of());
    }

    <T> T get(Class<T> type) {
        return cdi.select(type).get();
    }

    /** As the deployment does. */
    void prepare() throws Exception {
        for (EntryTransformer transformer : transformers()) {
            transformer.prepare();
        }
    }

    SealedEnvelope store(SealedEnvelope envelope) throws Exception {
        SealedEnvelope stored = envelope;
        for (EntryTransformer transformer : transformers()) {
            stored = transformer.onStore(stored);
        }
        return stored;
    }

    SealedEnvelope send(SealedEnvelope stored) throws Exception {
        Entry entry = new Entry(0, 1, 0, 0, stored);
        List<EntryTransformer> reverse = new ArrayList<>(transformers());
        Collections.reverse(reverse);
        for (EntryTransformer transformer : reverse) {
            entry = transformer.onSend(entry);
        }
        return entry.envelope();
    }

    private List<EntryTransformer> transformers() {
        List<Instance.Handle<EntryTransformer>> handles = new ArrayList<>();
        cdi.select(EntryTransformer.class, Any.Literal.INSTANCE).handles().forEach(handles::add);
        handles.sort(Comparator.comparingInt((Instance.Handle<EntryTransformer> handle) -> handle.getBean()
                        .getBeanClass()
                        .getAnnotation(Priority.class)
                        .value())
                .reversed());
        return handles.stream().map(Instance.Handle::get).toList();
    }

    static String text(SealedEnvelope envelope) {
        return ((Payload.Text) envelope.payload()).text();
    }

    @Override
    public void close() {
        cdi.close();
    }
}
