package io.outboxed.example.interfaces.rest;

/** A request that cannot be answered as asked. */
class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String field;

    ApiException(int status, String code, String field, String message) {
        super(message);
        this.status = status;
        this.code = code;
        this.field = field;
    }

    static ApiException badRequest(String code, String field, String message) {
        return new ApiException(400, code, field, message);
    }

    static ApiException notFound(String code, String field, String message) {
        return new ApiException(404, code, field, message);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    /** The field at fault, or null. */
    String field() {
        return field;
    }
}
