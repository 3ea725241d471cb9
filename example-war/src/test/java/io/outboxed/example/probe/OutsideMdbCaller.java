package io.outboxed.example.probe;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** A message-driven bean without a transaction, under which a CDI bean begins one. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = ProbeQueues.OUTSIDE)
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OutsideMdbCaller implements MessageListener {

    @Inject
    private CdiCaller cdi;

    @Inject
    private Seen seen;

    @Override
    public void onMessage(Message message) {
        try {
            String id = message.getBody(String.class);
            boolean commit = message.getBooleanProperty("commit");
            seen.callOf(id, () -> cdi.call(id, commit));
        } catch (JMSException e) {
            throw new EJBException(e);
        }
    }
}
