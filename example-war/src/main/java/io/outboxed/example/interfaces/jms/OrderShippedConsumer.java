package io.outboxed.example.interfaces.jms;

import io.outboxed.example.application.OrderTracking;
import io.outboxed.example.application.ReceivedMessage;
import io.outboxed.example.application.Reception;
import io.outboxed.example.domain.OrderShipped;
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

/** Marks orders as shipped when the news comes in. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = Queues.SHIPMENTS),
            @ActivationConfigProperty(propertyName = "acknowledgeMode", propertyValue = "Auto-acknowledge")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OrderShippedConsumer implements MessageListener {

    @Inject
    private MessageReader reader;

    @Inject
    private MessageTraces traces;

    @Inject
    private Reception reception;

    @Inject
    private OrderTracking tracking;

    @Override
    public void onMessage(Message message) {
        try {
            ReceivedMessage received = reader.envelope("shipments", message);
            OrderShipped event = reader.payload(message, OrderShipped.class);
            traces.process(
                    "shipments",
                    message,
                    () -> reception.receive(received, event.orderId(), () -> tracking.shipped(received.id(), event)));
        } catch (JMSException e) {
            throw new EJBException("Message cannot be read; it will be delivered again.", e);
        }
    }
}
