package ${package};

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "SHIPMENT")
public class Shipment {
    @Id
    @Column(name = "ORDER_ID", length = 36)
    private String orderId;

    protected Shipment() {}

    public Shipment(String orderId) {
        this.orderId = orderId;
    }
}
