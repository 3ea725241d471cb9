package io.outboxed.example.probe;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Receives what was published. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = ProbeQueues.OUT)
        })
public class Receiver implements MessageListener {

    @Inject
    private Seen seen;

    @Override
    public void onMessage(Message message) {
        try {
            seen.message(message.getStringProperty("outbox_key"));
        } catch (JMSException e) {
            throw new EJBException(e);
        }
    }
}
