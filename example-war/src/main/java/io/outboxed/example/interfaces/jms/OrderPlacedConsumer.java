package io.outboxed.example.interfaces.jms;

import io.outboxed.example.application.ReceivedMessage;
import io.outboxed.example.application.Reception;
import io.outboxed.example.application.ShippingService;
import io.outboxed.example.domain.OrderPlaced;
import io.outboxed.example.infrastructure.MessageReader;
import io.outboxed.example.infrastructure.MessageTraces;
import io.outboxed.example.infrastructure.Queues;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Shipping: sends the goods for every order that was placed. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = Queues.ORDERS),
            @ActivationConfigProperty(propertyName = "acknowledgeMode", propertyValue = "Auto-acknowledge")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OrderPlacedConsumer implements MessageListener {

    @Inject
    private MessageReader reader;

    @Inject
    private MessageTraces traces;

    @Inject
    private Reception reception;

    @Inject
    private ShippingService shipping;

    @Override
    public void onMessage(Message message) {
        try {
            ReceivedMessage received = reader.envelope("orders", message);
            OrderPlaced order = reader.payload(message, OrderPlaced.class);
            traces.process(
                    "orders",
                    message,
                    () -> reception.receive(received, order.orderId(), () -> shipping.ship(received.id(), order)));
        } catch (JMSException e) {
            throw new EJBException("Message cannot be read; it will be delivered again.", e);
        }
    }
}
