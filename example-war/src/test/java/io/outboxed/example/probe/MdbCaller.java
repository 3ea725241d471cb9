package io.outboxed.example.probe;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** The transaction of a message-driven bean, which the message's acknowledgement is part of. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = ProbeQueues.IN)
        })
public class MdbCaller implements MessageListener {

    @Resource
    private MessageDrivenContext context;

    @Inject
    private EjbWork work;

    @Override
    public void onMessage(Message message) {
        try {
            if (message.getJMSRedelivered()) {
                return; // rolled back once; that is enough
            }
            work.note(message.getBody(String.class));
            if (!message.getBooleanProperty("commit")) {
                context.setRollbackOnly();
            }
        } catch (JMSException e) {
            throw new EJBException(e);
        }
    }
}
