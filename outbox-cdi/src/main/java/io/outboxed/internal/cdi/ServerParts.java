package io.outboxed.internal.cdi;

import io.outboxed.OutboxConfigException;
import io.outboxed.internal.DeploymentErrors;

/** What the relay needs of a server, and what to say where it is missing. */
final class ServerParts {
    private ServerParts() {}

    static OutboxConfigException noEnterpriseBeans() {
        return DeploymentErrors.missingPart(
                "enterprise beans (EJB Lite) for its timer and its transactions",
                "Switch them on, on Open Liberty by the feature enterpriseBeansLite-4.0.",
                null);
    }

    /**
     * Asks for the API before a class of ours that needs it is loaded.
     *
     * @throws OutboxConfigException if it is not there
     */
    static void requireMessaging() {
        require(
                "jakarta.jms.ConnectionFactory",
                "Jakarta Messaging (JMS)",
                "Switch it on, on WildFly by standalone-full.xml, on Open Liberty by the feature messaging-3.1, or set"
                        + " outbox.jms.mode=none if senders of the application's own take every message.");
    }

    /** Likewise. */
    static void requireConcurrency() {
        require(
                "jakarta.enterprise.concurrent.ManagedScheduledExecutorService",
                "Jakarta Concurrency",
                "Switch it on, on Open Liberty by the feature concurrent-3.0.");
    }

    private static void require(String className, String part, String advice) {
        try {
            Class.forName(className, false, ServerParts.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw DeploymentErrors.missingPart(part, advice, e);
        }
    }
}
