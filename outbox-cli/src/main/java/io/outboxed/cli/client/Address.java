package io.outboxed.cli.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Where the console's API is. */
public final class Address {
    private static final String CONSOLE = "/outbox-console";
    private static final String API = CONSOLE + "/api/outbox-v1";

    private final String base;

    private Address(String base) {
        this.base = base;
    }

    /**
     * Finds it from the URL of the application, of its console, or of anything below the console.
     *
     * @throws IllegalArgumentException if it is no URL of HTTP, has no host, or has a name or a password in it
     */
    public static Address of(String url) {
        URI uri = uri(url);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!List.of("http", "https").contains(scheme) || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "'" + url + "' is no URL of an application; write http://127.0.0.1:8080/example, for example");
        }
        if (uri.getRawUserInfo() != null) {
            // not quoted: what everyone on this machine can see already need not be in a log as well
            throw new IllegalArgumentException(
                    "the URL holds a name or a password, which others can see; give --user, and the password as docs/cli.md says");
        }
        return new Address(scheme + "://" + uri.getRawAuthority() + application(uri.getRawPath()) + API);
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + url + "' is no URL: " + e.getReason(), e);
        }
    }

    private static String application(String path) {
        int console = (path + "/").indexOf(CONSOLE + "/");
        String application = console < 0 ? path : path.substring(0, console);
        return application.replaceAll("/+$", "");
    }

    /** A path of the API, with parameters. */
    URI resolve(String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        return URI.create(base + path + (query.isEmpty() ? "" : "?" + query));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return base.substring(0, base.length() - API.length());
    }
}
