package io.outboxed.spi;

import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/** A bean manager that finds no bean, like the one that Payara and GlassFish give to an extension from {@code WEB-INF/lib}. */
public final class BlindBeanManager {
    private static final Set<String> SEARCHES = Set.of("getBeans", "resolve", "createInstance");

    private BlindBeanManager() {}

    /** The same bean manager, without sight. */
    public static BeanManager of(BeanManager beans) {
        return (BeanManager) Proxy.newProxyInstance(
                BeanManager.class.getClassLoader(), new Class<?>[] {BeanManager.class}, (proxy, method, args) -> {
                    if (SEARCHES.contains(method.getName())) {
                        throw new AssertionError(method.getName() + " finds nothing on Payara");
                    }
                    try {
                        return method.invoke(beans, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
