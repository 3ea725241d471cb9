package io.outboxed.console;

import io.outboxed.AdminException;
import io.outboxed.OutboxException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Turns every exception into the API's one form of error. Not annotated, so that it stays out of the WAR's own applications. */
public class ErrorMapper implements ExceptionMapper<Throwable> {

    @Override
    public Response toResponse(Throwable thrown) {
        Response.ResponseBuilder response = Response.noContent();
        if (thrown instanceof WebApplicationException e) {
            response = Response.fromResponse(e.getResponse()); // keeps its headers, Allow for example
        }
        ConsoleException error = error(thrown);
        return response.status(error.status())
                .type(MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8"))
                .entity(error.json().toString())
                .build();
    }

    /** What the caller is told. What is not the caller's fault is logged. */
    static ConsoleException error(Throwable thrown) {
        if (thrown instanceof ConsoleException e) {
            return e;
        }
        if (thrown instanceof WebApplicationException e) {
            return Errors.unexpected(
                    e.getResponse().getStatus(), e.getResponse().getStatusInfo().getReasonPhrase());
        }
        if (thrown instanceof AdminException e) {
            return new ConsoleException(409, e.code(), null, withoutCode(e), e);
        }
        Audit.failed(thrown);
        return thrown instanceof OutboxException e
                ? new ConsoleException(503, e.code(), null, withoutCode(e), e)
                : Errors.storeAway(thrown);
    }

    private static String withoutCode(OutboxException e) {
        return e.getMessage().substring(e.code().length() + 2);
    }
}
