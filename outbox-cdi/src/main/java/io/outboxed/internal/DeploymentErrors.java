package io.outboxed.internal;

import io.outboxed.OutboxConfigException;
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

    public static OutboxConfigException beanManagedTransactions(String method) {
        return config(
                "1003",
                "@Outboxed on " + method
                        + ", whose EJB manages its transactions itself: no transaction spans the method and the"
                        + " storing of its messages. Use container-managed transactions, or inject Outbox and publish inside"
                        + " the bean's own transaction.",
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

    public static OutboxConfigException neverTransactional(String method, String txType) {
        return config(
                "1006",
                "@Outboxed on " + method + ", which runs without a transaction (@Transactional(" + txType
                        + ")): use REQUIRED, REQUIRES_NEW or MANDATORY.",
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

    private static OutboxConfigException config(String code, String text, Throwable cause) {
        return new OutboxConfigException("OUTBOX-" + code, text, cause);
    }
}
