/**
 * A REST API and a page for operators: put this jar into a WAR, say in its {@code web.xml} how users sign in, and give them the roles {@code
 * outbox-viewer} and {@code outbox-operator}. The page is at {@code outbox-console/} below the application's path, the API is described by
 * {@code META-INF/outboxed/openapi.yaml}. Nothing here is for applications to call.
 */
package io.outboxed.console;
