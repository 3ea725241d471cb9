package ${package};

/** The message: JSON on its way, {"orderId":"…","customer":"…","item":"…"}. */
public record OrderPlaced(String orderId, String customer, String item) {}
