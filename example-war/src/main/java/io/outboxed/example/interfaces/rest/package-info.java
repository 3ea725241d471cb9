/** The shop's HTTP API under {@code /example/api}; errors are JSON: {@code {"error":{"code":…,"field":…,"message":…}}}. */
package io.outboxed.example.interfaces.rest;
