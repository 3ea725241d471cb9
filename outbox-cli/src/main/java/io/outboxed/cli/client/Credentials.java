package io.outboxed.cli.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What the caller shows with each request. */
public final class Credentials {

    /** Nothing; the application may know the caller by other means. */
    public static final Credentials NONE = new Credentials(null);

    private final String header;

    private Credentials(String header) {
        this.header = header;
    }

    /** HTTP Basic. */
    public static Credentials basic(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Credentials("Basic " + Base64.getEncoder().encodeToString(both));
    }

    /** A bearer token, of OpenID Connect or MicroProfile JWT for example. */
    public static Credentials bearer(String token) {
        return new Credentials("Bearer " + token);
    }

    /** The value of the header Authorization. */
    Optional<String> header() {
        return Optional.ofNullable(header);
    }

    @Override
    public String toString() {
        return header == null ? "none" : header.substring(0, header.indexOf(' '));
    }
}
