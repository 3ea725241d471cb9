/** What the shop is about: items, orders and shipments, and the three events that the outside world hears of. */
package io.outboxed.example.domain;
