package io.outboxed.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, whatever the container has let through. Tests of the example look at what another application finds. */
class AccessTest {
    private static final String PATH = "/shop/outbox-console/api/outbox-v1/overview";

    private static HttpServletRequest request(
            String path, String user, Set<String> roles, Map<String, String> headers) {
        return request(path, user, roles, headers, Map.of());
    }

    private static HttpServletRequest request(
            String path, String user, Set<String> roles, Map<String, String> headers, Map<String, String> parameters) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                AccessTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRequestURI" -> path;
                    case "getContextPath" -> "/shop";
                    case "getUserPrincipal" -> user == null ? null : (Principal) () -> user;
                    case "isUserInRole" -> roles.contains((String) arguments[0]);
                    case "getRemoteAddr" -> "127.0.0.1";
                    case "getMethod" -> "POST";
                    case "getParameter" -> parameters.get((String) arguments[0]);
                    case "getHeader" -> headers.get((String) arguments[0]);
                    default -> throw new AssertionError(method.getName());
                });
    }

    private static HttpServletRequest by(String user, String... roles) {
        return request(PATH, user, Set.of(roles), Map.of());
    }

    private static HttpServletRequest change(Map<String, String> headers) {
        return request(PATH, "ada", Set.of(Access.OPERATOR), headers);
    }

    @Test
    void viewer_mayLookButNeitherChangeNorSeeContents() {
        HttpServletRequest viewer = by("ada", Access.VIEWER);

        assertThat(Access.viewer(viewer)).isEqualTo(new Access.Caller("ada", "127.0.0.1", false, ""));
        refused(403, "OUTBOX-7002", () -> Access.operator(viewer));
        refused(403, "OUTBOX-7002", () -> Access.change(viewer));
    }

    @Test
    void caller_asksForAnOutbox() {
        HttpServletRequest request =
                request(PATH, "ada", Set.of(Access.VIEWER), Map.of(), Map.of(Access.UNIT, "audit"));

        assertThat(Access.viewer(request).unit()).isEqualTo("audit");
    }

    @Test
    void operator_mayLookAlsoWithoutTheOtherRole() {
        assertThat(Access.viewer(by("ada", Access.OPERATOR)).isOperator()).isTrue();
        assertThat(Access.operator(by("ada", Access.OPERATOR)).user()).isEqualTo("ada");
    }

    @Test
    void whoHasNoRole_orIsNotKnown_mayNothing() {
        refused(403, "OUTBOX-7002", () -> Access.viewer(by("ada", "admin")));
        refused(401, "OUTBOX-7001", () -> Access.viewer(by(null, Access.VIEWER, Access.OPERATOR)));
        refused(401, "OUTBOX-7001", () -> Access.change(by(null, Access.VIEWER, Access.OPERATOR)));
    }

    @Test
    void changeWithoutTheHeader_isRefused() {
        refused(403, "OUTBOX-7003", () -> Access.change(change(Map.of())));

        assertThat(Access.change(change(Map.of(Access.HEADER, "1"))).user()).isEqualTo("ada");
        assertThat(Access.change(change(Map.of(Access.HEADER, "1", "Sec-Fetch-Site", "same-origin")))
                        .user())
                .isEqualTo("ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void changeByAPageOfAnotherOrigin_isRefused(String site) {
        Map<String, String> headers = new HashMap<>(Map.of(Access.HEADER, "1"));
        headers.put("Sec-Fetch-Site", site);

        refused(403, "OUTBOX-7003", () -> Access.change(change(headers)));
    }

    private static void refused(int status, String code, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(ConsoleException.class, e -> {
            assertThat(e.status()).isEqualTo(status);
            assertThat(e.code()).isEqualTo(code);
        });
    }
}
