package io.outboxed.cli.client;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** Why a connection failed, in words; the JDK's own texts are often empty. */
final class Reasons {

    private Reasons() {}

    static String of(Throwable failure, URI uri) {
        if (has(failure, UnresolvedAddressException.class)) {
            return "the host '" + uri.getHost() + "' is unknown";
        }
        if (has(failure, SSLException.class)) {
            return "TLS failed, " + message(failure)
                    + "; a certificate of your own goes into a trust store, -Djavax.net.ssl.trustStore";
        }
        if (has(failure, HttpConnectTimeoutException.class)) {
            return "no connection in time";
        }
        if (has(failure, ConnectException.class)) {
            return "the connection was refused";
        }
        return message(failure);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return true;
            }
        }
        return false;
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
