package io.outboxed.internal;

import io.outboxed.SendException;

/** The texts of {@link Errors} that tell why an entry or a batch was not sent, 4xxx. */
public final class SendErrors {

    private SendErrors() {}

    public static SendException noSender(String destination) {
        return send(
                "4001", "No sender accepts destination '" + destination + "'. Bring a Sender bean that does.", null);
    }

    public static SendException noSuchDestination(String destination, String jndiName, Throwable cause) {
        return send(
                "4002",
                "There is no JMS destination '" + jndiName + "' for '" + destination
                        + "'. Create it at the server, or set" + " outbox.destination." + destination
                        + " to its JNDI name.",
                cause);
    }

    public static SendException refusedDestination(String destination, Throwable cause) {
        return send(
                "4003",
                "The broker refuses destination '" + destination
                        + "'. Create it at the broker, allow its automatic creation," + " or set outbox.destination."
                        + destination + " to a JNDI name.",
                cause);
    }

    public static SendException refusedMessage(String destination, Throwable cause) {
        return send("4004", "The broker's client refuses to carry the message to '" + destination + "'.", cause);
    }

    public static SendException noConnection(String connectionFactory, Throwable cause) {
        return send("4005", "The broker cannot be reached through '" + connectionFactory + "'.", cause);
    }

    public static SendException killsTheProcess(int deaths) {
        return send(
                "4006",
                deaths + " processes have died while they were sending this entry and no other. Find out from their"
                        + " last words what it does to them before you redrive it.",
                null);
    }

    public static SendException destinationFull(String destination, Throwable cause) {
        return send(
                "4007",
                "The broker has no room for more messages to '" + destination
                        + "'. See that they are consumed, or raise its limit.",
                cause);
    }

    public static SendException noLocalTransactions(String connectionFactory, Throwable cause) {
        return send(
                "4008",
                "The connection factory '" + connectionFactory
                        + "' gives no locally transacted sessions while the relay has a JTA transaction, and"
                        + " outbox.jms.mode=session needs them. Name one that does by outbox.jms.connection-factory, or choose"
                        + " outbox.jms.mode=jta.",
                cause);
    }

    public static SendException notReadied(Class<?> transformer, Throwable cause) {
        return send("4050", Errors.beanName(transformer) + " cannot make the entry ready to be sent.", cause);
    }

    public static SendException notUndone(String header) {
        return send(
                "4051",
                "The entry's header '" + header + "' says that its payload must not go out as it is stored, and no"
                        + " EntryTransformer of this application undid that. Add the module that stored it so, with its"
                        + " settings.",
                null);
    }

    public static SendException anotherEntry(Class<?> transformer) {
        return send(
                "4052",
                Errors.beanName(transformer)
                        + " returned another entry: null, or with another id, destination, key or place. It may"
                        + " change payload, headers, type, correlation id and priority only.",
                null);
    }

    /** What an outage of a broker is reported as. */
    public static String brokerName(String connectionFactory) {
        return "broker at " + connectionFactory;
    }

    private static SendException send(String code, String text, Throwable cause) {
        return new SendException("OUTBOX-" + code, text, cause);
    }
}
