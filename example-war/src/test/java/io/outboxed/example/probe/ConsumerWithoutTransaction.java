package io.outboxed.example.probe;

import io.outboxed.inbox.Idempotent;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Must not deploy: nothing spans the work and what the inbox remembers of it. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(
                    propertyName = "destinationLookup",
                    propertyValue = ConsumerWithoutTransaction.QUEUE)
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@JMSDestinationDefinition(
        name = ConsumerWithoutTransaction.QUEUE,
        interfaceName = "jakarta.jms.Queue",
        destinationName = "probe_without_transaction")
public class ConsumerWithoutTransaction implements MessageListener {
    static final String QUEUE = "java:app/jms/probe-without-transaction";

    @Override
    @Idempotent
    public void onMessage(Message message) {
        throw new IllegalStateException("called");
    }
}
