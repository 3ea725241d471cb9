package io.outboxed.it.onejvm;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Interfaces of which a test needs only some methods. */
final class Proxies {

    private Proxies() {}

    /** Handles a call; for what it does not handle it calls {@link #invoke} or throws. */
    interface Handler {
        Object handle(Method method, Object[] args) throws Exception;
    }

    static <T> T of(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                Proxies.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, args) -> method.getDeclaringClass() == Object.class
                        ? ofObject(proxy, method, args)
                        : handler.handle(method, args)));
    }

    private static Object ofObject(Object proxy, Method method, Object[] args) {
        return switch (method.getName()) {
            case "toString" -> "proxy";
            case "hashCode" -> System.identityHashCode(proxy);
            default -> proxy == args[0];
        };
    }

    static Object invoke(Object target, Method method, Object[] args) throws Exception {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }

    static UnsupportedOperationException unsupported(Method method) {
        return new UnsupportedOperationException(method.toString());
    }
}
