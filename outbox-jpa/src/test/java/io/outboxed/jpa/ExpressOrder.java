package io.outboxed.jpa;

import jakarta.persistence.Entity;

/** An entity that extends another one. */
@Entity
class ExpressOrder extends Order {
    protected ExpressOrder() {}

    ExpressOrder(long id) {
        super(id, "express");
    }
}
