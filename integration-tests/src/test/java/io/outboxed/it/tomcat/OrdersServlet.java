package io.outboxed.it.tomcat;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** {@code GET} lists the stored keys, {@code POST} places an order. */
@WebServlet("/orders")
public class OrdersServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Orders orders;

    @Inject
    private transient Resources resources;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            orders.place(request.getParameter("id"), request.getParameter("fail") != null);
        } catch (IllegalStateException e) {
            response.sendError(HttpServletResponse.SC_CONFLICT, e.getMessage());
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        EntityManager em = resources.entityManager();
        List<?> keys = em.createNativeQuery("select msg_key from outbox_entry order by position", String.class)
                .getResultList();
        response.getWriter().print(keys);
    }
}
