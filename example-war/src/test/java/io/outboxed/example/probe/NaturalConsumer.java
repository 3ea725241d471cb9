package io.outboxed.example.probe;

import io.outboxed.inbox.Idempotent;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** In the transaction of the message-driven bean, with the annotation on its method. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = ProbeQueues.NATURAL)
        })
public class NaturalConsumer implements MessageListener {

    @Inject
    private Consumed consumed;

    @Override
    @Idempotent(consumer = "natural", messageId = "event_id, outbox_id")
    public void onMessage(Message message) {
        consumed.work(message);
    }
}
