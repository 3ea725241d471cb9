/**
 * What the shop does, one transaction each: {@link io.outboxed.example.application.OrderService} places orders,
 * {@link io.outboxed.example.application.ShippingService} ships them, {@link io.outboxed.example.application.OrderTracking}
 * notes that they were shipped.
 */
package io.outboxed.example.application;
