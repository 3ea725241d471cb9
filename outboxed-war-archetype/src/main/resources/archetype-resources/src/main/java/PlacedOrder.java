package ${package};

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "PLACED_ORDER")
public class PlacedOrder {
    @Id
    @Column(name = "ID", length = 36)
    private String id;

    @Column(name = "CUSTOMER", nullable = false)
    private String customer;

    @Column(name = "ITEM", nullable = false)
    private String item;

    protected PlacedOrder() {}

    public PlacedOrder(String id, NewOrder wanted) {
        this.id = id;
        this.customer = wanted.customer();
        this.item = wanted.item();
    }

    public String id() {
        return id;
    }

    public String customer() {
        return customer;
    }

    public String item() {
        return item;
    }
}
