package io.outboxed.example.probe;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Without a transaction of its own; an EJB has one of the database alone. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = ProbeQueues.BY_EJB)
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OutsideConsumer implements MessageListener {

    @Inject
    private ConsumingEjb work;

    @Override
    public void onMessage(Message message) {
        work.consume(message);
    }
}
