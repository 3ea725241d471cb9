package io.outboxed.internal;

import io.outboxed.InboxException;
import io.outboxed.OutboxConfigException;
import java.util.Collection;
import java.util.List;

/** The texts of {@link Errors} that a person gets to see when an application is deployed, 1xxx: configuration and server. */
public final class DeploymentErrors {

    private DeploymentErrors() {}

    public static OutboxConfigException badSettings(List<String> problems) {
        return config("1001", "Settings with a value that cannot be used: " + String.join("; ", problems) + ".", null);
    }

    public static OutboxConfigException unknownSettings(List<String> unknown, List<String> known) {
        return config(
                "1002",
                "Unknown settings: " + String.join(", ", unknown) + ". Known are: " + String.join(", ", known) + ".",
                null);
    }

    public static OutboxConfigException beanManagedTransactions(String annotation, String method) {
        return config(
                "1003",
                annotation + " on " + method
                        + ", whose EJB manages its transactions itself: no transaction spans the method and what "
                        + annotation
                        + " stores. Use container-managed transactions, or inject Outbox or Inbox and call it inside the bean's"
                        + " own transaction.",
                null);
    }

    public static OutboxConfigException unknownKeyAtDeployment(String method, Class<?> type, String key) {
        return config(
                "1004",
                "@Outboxed on " + method + " names the key '" + key + "', but " + type.getName()
                        + " has no property, record component or getter of that name.",
                null);
    }

    public static OutboxConfigException returnsNothing(String method, String returnType) {
        return config(
                "1005",
                "@Outboxed on " + method + ", which returns " + returnType
                        + ": there is no message in it when the method ends. Return the payload, or publish by Outbox.",
                null);
    }

    public static OutboxConfigException neverTransactional(String annotation, String method, String declared) {
        return config(
                "1006",
                annotation + " on " + method + ", which runs without a transaction (" + declared
                        + "): use REQUIRED, REQUIRES_NEW or MANDATORY.",
                null);
    }

    public static OutboxConfigException noStore() {
        return config("1007", "There is no OutboxStore. Add outbox-jpa to the application.", null);
    }

    public static OutboxConfigException connectionFactoryNotFound(String name, Throwable cause) {
        return config(
                "1008",
                "There is no JMS connection factory '" + name + "'. Configure one at the server, name another one by"
                        + " outbox.jms.connection-factory, set outbox.jms.mode=none if senders of the application's own take"
                        + " every message, or set outbox.relay.enabled=false to leave sending to another application.",
                cause);
    }

    public static OutboxConfigException destinationNotFound(String name, String jndiName, Throwable cause) {
        return config(
                "1009",
                "outbox.destination." + name + " is '" + jndiName
                        + "', where there is no JMS destination. Create it at the" + " server, or correct the setting.",
                cause);
    }

    public static OutboxConfigException missingPart(String part, String advice, Throwable cause) {
        return config(
                "1010",
                "The relay needs " + part + ", which this server does not have or has not switched on. " + advice
                        + " Or set outbox.relay.enabled=false: messages are then stored here, and another application on"
                        + " the same tables sends them.",
                cause);
    }

    public static OutboxConfigException nothingSends() {
        return config(
                "1011",
                "With outbox.jms.mode=none, nothing sends messages but the application's own beans of type"
                        + " io.outboxed.spi.Sender, and there is none. Bring one, choose another mode, or set"
                        + " outbox.relay.enabled=false to leave sending to another application.",
                null);
    }

    public static OutboxConfigException noTransactionRegistry(String name, Throwable cause) {
        return config(
                "1012",
                "There is no TransactionSynchronizationRegistry: neither is one at " + name
                        + ", where Jakarta EE servers have" + " it, nor is there exactly one bean of this type.",
                cause);
    }

    public static OutboxConfigException noExecutor(String name, Throwable cause) {
        return config(
                "1013",
                "There is no managed scheduled executor at '" + name
                        + "', on whose threads the relay works. Configure it at"
                        + " the server, define it in the application by @ManagedScheduledExecutorDefinition, or name another"
                        + " one by outbox.relay.executor.",
                cause);
    }

    public static OutboxConfigException noSingleId(String method, int found) {
        return config(
                "1014",
                "@Idempotent on " + method
                        + ", which must have exactly one parameter that tells the message's id: a String or"
                        + " UUID marked @MessageId, or else a jakarta.jms.Message; "
                        + (found == 1 ? "the one marked has another type" : found + " were found")
                        + ".",
                null);
    }

    public static OutboxConfigException cannotBeSkipped(String method, String returnType) {
        return config(
                "1015",
                "@Idempotent on " + method + ", which returns " + returnType
                        + ": no such value says that nothing was done, or that all was. Return nothing, or an object.",
                null);
    }

    public static OutboxConfigException notIntercepted(String method) {
        return config(
                "1016",
                "@Idempotent on " + method
                        + ", which is private, static or final: the container calls it without looking into the inbox.",
                null);
    }

    public static OutboxConfigException badConsumer(String method, String consumer, InboxException cause) {
        return config(
                "1017",
                "@Idempotent on " + method + " is a consumer that cannot be stored, '" + consumer
                        + "'. Name another by its attribute consumer.",
                cause);
    }

    public static OutboxConfigException sameConsumer(String consumer, String method, String other) {
        return config(
                "1018",
                "@Idempotent on " + method + " is consumer '" + consumer + "', and so is a method of " + other
                        + ": a message that one has worked on, the other would skip. Give each a name by the attribute"
                        + " consumer, or both the same if that is what you want.",
                null);
    }

    public static OutboxConfigException noInboxStore() {
        return config(
                "1019",
                "There is a method with @Idempotent, and no InboxStore. Add outbox-jpa to the application, or bring one"
                        + " beside its own OutboxStore.",
                null);
    }

    public static OutboxConfigException unitTwice(String unit) {
        return config("1020", "outbox.units names '" + unit + "' twice. Name each persistence unit once.", null);
    }

    public static OutboxConfigException unknownUnit(String where, String unit, Collection<String> known) {
        return config(
                "1021",
                where + " names the persistence unit '" + unit
                        + "', which has no outbox of its own. Those of outbox.units are: "
                        + (known.isEmpty() ? "(none)" : String.join(", ", known)) + ".",
                null);
    }

    public static OutboxConfigException notOfUnit(String unit, Collection<String> settings) {
        return config(
                "1022",
                "For the outbox of '" + unit + "' are set " + String.join(", ", settings)
                        + ", which no single outbox has: set them for all.",
                null);
    }

    public static OutboxConfigException transformerNotReady(Class<?> transformer, Throwable cause) {
        return config(
                "1050",
                Errors.beanName(transformer) + " cannot do its work: its prepare() has failed. See the cause.",
                cause);
    }

    private static OutboxConfigException config(String code, String text, Throwable cause) {
        return new OutboxConfigException("OUTBOX-" + code, text, cause);
    }
}
