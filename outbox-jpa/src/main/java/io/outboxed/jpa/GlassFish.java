package io.outboxed.jpa;

import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The servers that have GlassFish's treatment of connections: Payara and GlassFish itself. */
final class GlassFish {
    private GlassFish() {}

    /** Whether this is one. */
    @SuppressWarnings("BanJNDI") // a constant name
    static boolean isHere() {
        try {
            return InitialContext.doLookup("java:appserver/TransactionManager") != null;
        } catch (NamingException e) {
            return false;
        }
    }
}
