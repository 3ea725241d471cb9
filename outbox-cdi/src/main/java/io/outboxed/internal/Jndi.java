package io.outboxed.internal;

import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The one place that asks JNDI. */
public final class Jndi {

    private Jndi() {}

    /** What the container calls the application; {@code outbox} where it does not tell. */
    public static String applicationName() {
        try {
            return lookUp("java:app/AppName", String.class);
        } catch (NamingException | RuntimeException e) { // as outside of a server
            return "outbox";
        }
    }

    /**
     * Looks up an object of a type.
     *
     * @param name from the configuration, or starting with {@code java:}; never anything else that comes from data, because other
     *     schemes may load foreign objects
     * @throws NamingException if there is none, or one of another type
     */
    @SuppressWarnings("BanJNDI") // the container's own naming; see the parameter's rule
    public static <T> T lookUp(String name, Class<T> type) throws NamingException {
        Object object = InitialContext.doLookup(name);
        if (type.isInstance(object)) {
            return type.cast(object);
        }
        throw new NamingException(
                name + " is no " + type.getName() + " but " + object.getClass().getName());
    }
}
