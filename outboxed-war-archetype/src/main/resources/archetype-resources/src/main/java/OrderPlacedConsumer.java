package ${package};

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;

/** Receives the messages. What it throws makes the broker deliver the message again. */
@JMSDestinationDefinition(
        name = "java:app/jms/orders",
        interfaceName = "jakarta.jms.Queue",
        destinationName = "orders")
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "java:app/jms/orders")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OrderPlacedConsumer implements MessageListener {
    private final Jsonb jsonb = JsonbBuilder.create();

    @Inject
    private Shipping shipping;

    @Override
    public void onMessage(Message message) {
        try {
            shipping.ship(jsonb.fromJson(message.getBody(String.class), OrderPlaced.class));
        } catch (JMSException e) {
            throw new EJBException("The message cannot be read.", e);
        }
    }
}
