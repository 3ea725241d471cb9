package io.outboxed.example.probe;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The API's root. */
@ApplicationPath("api")
public class ProbeApi extends Application {}
