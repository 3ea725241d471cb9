package io.outboxed.example.interfaces.rest;

import io.outboxed.example.domain.OutOfStockException;
import io.outboxed.example.domain.UnknownItemException;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;

/** Turns every exception into the API's one form of error. */
@Provider
public class ErrorMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = System.getLogger(ErrorMapper.class.getName());

    @Override
    public Response toResponse(Throwable thrown) {
        if (thrown instanceof ApiException e) {
            return error(Response.status(e.status()), e.code(), e.field(), e.getMessage());
        }
        if (thrown instanceof UnknownItemException e) {
            return error(Response.status(404), "UNKNOWN_ITEM", "item", e.getMessage());
        }
        if (thrown instanceof OutOfStockException e) {
            return error(Response.status(409), "OUT_OF_STOCK", "quantity", e.getMessage());
        }
        if (thrown instanceof WebApplicationException e) {
            // The response in the exception keeps its headers, Allow for example.
            Response response = e.getResponse();
            String reason = response.getStatusInfo().getReasonPhrase();
            String code = reason.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]+", "_");
            return error(Response.fromResponse(response), code, null, reason + ".");
        }
        LOG.log(Level.ERROR, "A request failed.", thrown);
        return error(Response.serverError(), "INTERNAL", null, "Something went wrong; the server's log says what.");
    }

    private static Response error(Response.ResponseBuilder response, String code, String field, String message) {
        JsonObjectBuilder error = Json.createObjectBuilder()
                .add("code", code)
                .add("field", field == null ? JsonValue.NULL : Json.createValue(field))
                .add("message", message);
        return response.type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Json.createObjectBuilder().add("error", error).build())
                .build();
    }
}
