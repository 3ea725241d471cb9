package io.outboxed.example.interfaces.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The API's root. */
@ApplicationPath("api")
public class ShopApi extends Application {}
