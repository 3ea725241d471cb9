package io.outboxed.spi;

import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.spi.InitialContextFactory;

/** A naming service with the names that a test gives it, until it is closed. */
public final class TestNaming implements InitialContextFactory, AutoCloseable {
    private static final Map<String, Object> BOUND = new ConcurrentHashMap<>();

    /** For the naming service. */
    public TestNaming() {}

    /** Binds names. */
    public static TestNaming with(Map<String, ?> names) {
        BOUND.putAll(names);
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, TestNaming.class.getName());
        return new TestNaming();
    }

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, args) -> {
                    if (!method.getName().equals("lookup")) {
                        return null;
                    }
                    Object found = BOUND.get(String.valueOf(args[0]));
                    if (found == null) {
                        throw new NameNotFoundException(String.valueOf(args[0]));
                    }
                    return found;
                });
    }

    @Override
    public void close() {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
        BOUND.clear();
    }
}
