package io.outboxed.telemetry;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.util.Map;

/** Makes objects beans. */
class Beans implements Extension {
    private final Map<Class<?>, Object> objects;

    Beans(Map<Class<?>, Object> objects) {
        this.objects = objects;
    }

    void add(@Observes AfterBeanDiscovery event) {
        objects.forEach((type, object) -> event.addBean().types(type).createWith(context -> object));
    }
}
