package ${package};

/** What a customer asks for. */
public record NewOrder(String customer, String item) {}
