package io.outboxed.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.NotFoundException;
import java.security.Principal;

/**
 * Who may do what. The container has checked the roles already, by {@code web-fragment.xml}; this does so again, as a container without
 * security, or an application that has found our resources by itself, would let everybody in.
 */
final class Access {
    static final String VIEWER = "outbox-viewer";
    static final String OPERATOR = "outbox-operator";
    static final String HEADER = "X-Outbox-Console";

    /** The query parameter that says which outbox is meant. */
    static final String UNIT = "unit";

    /** A request of another origin's page, as browsers say by themselves. */
    private static final String FETCH_SITE = "Sec-Fetch-Site";

    private Access() {}

    /** Somebody who has signed in, and asks for the outbox of this unit, which need not exist; empty for the main one. */
    record Caller(String user, String address, boolean isOperator, String unit) {}

    /** The caller, who may look. */
    static Caller viewer(HttpServletRequest request) {
        Caller caller = caller(request);
        if (!caller.isOperator() && !request.isUserInRole(VIEWER)) {
            throw refused(request, caller, Errors.roleMissing(caller.user(), VIEWER));
        }
        return caller;
    }

    /** The caller, who may see everything. */
    static Caller operator(HttpServletRequest request) {
        Caller caller = caller(request);
        if (!caller.isOperator()) {
            throw refused(request, caller, Errors.roleMissing(caller.user(), OPERATOR));
        }
        return caller;
    }

    /** The caller, who may change something, and wants to. */
    static Caller change(HttpServletRequest request) {
        Caller caller = operator(request);
        String site = request.getHeader(FETCH_SITE);
        if (request.getHeader(HEADER) == null || "cross-site".equals(site) || "same-site".equals(site)) {
            throw refused(request, caller, Errors.headerMissing());
        }
        return caller;
    }

    private static Caller caller(HttpServletRequest request) {
        if (!request.getRequestURI().startsWith(request.getContextPath() + "/outbox-console/api/")) {
            throw new NotFoundException(); // an application that scans for resources has found ours
        }
        Principal principal = request.getUserPrincipal();
        if (principal == null) {
            throw Errors.notSignedIn();
        }
        String unit = request.getParameter(UNIT);
        return new Caller(
                principal.getName(),
                String.valueOf(request.getRemoteAddr()),
                request.isUserInRole(OPERATOR),
                unit == null ? "" : unit);
    }

    private static ConsoleException refused(HttpServletRequest request, Caller caller, ConsoleException why) {
        Audit.refused(caller, request.getMethod(), request.getRequestURI(), why.getMessage());
        return why;
    }
}
