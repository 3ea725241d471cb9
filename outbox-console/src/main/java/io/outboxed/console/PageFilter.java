package io.outboxed.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells browsers what the page may do: nothing but show itself and ask its own API. */
public class PageFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getRequestURI()
                .endsWith("/outbox-console")) { // else what the page refers to would be looked for beside it
            String query = request.getQueryString();
            response.sendRedirect(request.getContextPath() + "/outbox-console/" + (query == null ? "" : "?" + query));
            return;
        }
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        boolean isApi = request.getRequestURI().contains("/outbox-console/api/");
        response.setHeader("Cache-Control", isApi ? "no-store" : "no-cache");
        chain.doFilter(request, response);
    }
}
