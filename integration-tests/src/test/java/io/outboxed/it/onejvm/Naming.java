package io.outboxed.it.onejvm;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.spi.NamingManager;

/** A JNDI that knows what was bound to it by name. */
public final class Naming {
    private static final Map<String, Object> BOUND = new ConcurrentHashMap<>();

    static {
        Context context = Proxies.of(Context.class, (method, args) -> switch (method.getName()) {
            case "lookup" -> lookUp(args[0].toString());
            case "close" -> null;
            default -> throw Proxies.unsupported(method);
        });
        try {
            NamingManager.setInitialContextFactoryBuilder(environment -> ignored -> context);
        } catch (NamingException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Naming() {}

    public static void bind(String name, Object object) {
        BOUND.put(name, object);
    }

    public static void clear() {
        BOUND.clear();
    }

    private static Object lookUp(String name) throws NamingException {
        Object object = BOUND.get(name);
        if (object == null) {
            throw new NameNotFoundException(name);
        }
        return object;
    }
}
