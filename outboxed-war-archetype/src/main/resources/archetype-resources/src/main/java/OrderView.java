package ${package};

/** What the world sees of an order. */
public record OrderView(String id, String customer, String item, boolean shipped) {}
