package io.outboxed.internal;

import io.outboxed.AdminException;
import io.outboxed.PublishException;
import java.time.Duration;
import java.time.Instant;

/**
 * Every text of this module that a person may get to see as an error once an application is deployed, with its code; for the
 * deployment see {@link DeploymentErrors}. Codes are never reused;
 * {@code docs/messages.md} has a row for each.
 */
public final class Errors {

    private Errors() {}

    // 2xxx: publishing

    public static PublishException noTransaction(Object what) {
        return publish(
                "2001",
                "No active transaction to store a message in (" + what
                        + "). Call it from a @Transactional bean, an EJB with"
                        + " container-managed transactions, or between UserTransaction.begin() and commit().",
                null);
    }

    public static PublishException noDestination(Object subject) {
        return publish(
                "2002",
                "No destination for " + subject + ". Name one at the call, in @Outboxed or @OutboxEvent, or set"
                        + " outbox.default-destination.",
                null);
    }

    public static PublishException badText(String what, String value, int max) {
        return publish(
                "2003",
                "The envelope's " + what + " is "
                        + (value == null ? "null" : value.isBlank() ? "blank" : value.length() + " characters long")
                        + "; it must have 1 to " + max + " characters.",
                null);
    }

    public static PublishException badHeaderName(String name) {
        return publish(
                "2004",
                "Header name '" + name
                        + "' cannot be carried as a JMS property. It must be a Java identifier of at most 255"
                        + " characters, no word of the selector language, and must not start with JMS, outbox_ or _AMQ"
                        + (name == null ? "" : "; '" + name.replaceAll("[^A-Za-z0-9_]", "_") + "' might do")
                        + ".",
                null);
    }

    public static PublishException badHeaderValue(String name, Object value) {
        return publish(
                "2005",
                "Header '" + name + "' has a value of "
                        + (value == null ? "null" : "class " + value.getClass().getName())
                        + "; it must be a String, a Boolean or a boxed number other than Character.",
                null);
    }

    public static PublishException unknownKey(Class<?> type, String key) {
        return publish(
                "2006",
                type.getName() + " has no property, record component or getter '" + key
                        + "', which is to be the key. Correct the name, or give the key by Envelope.key().",
                null);
    }

    public static PublishException unreadableKey(Class<?> type, String key, Throwable cause) {
        return publish("2007", "The key '" + key + "' of " + type.getName() + " cannot be read.", cause);
    }

    public static PublishException nullKey(Class<?> type, String key) {
        return publish(
                "2008",
                "The key '" + key + "' of " + type.getName()
                        + " is null. Set it before publishing, or publish an Envelope" + " without a key.",
                null);
    }

    public static PublishException notSerializable(Class<?> type, Throwable cause) {
        return publish(
                "2009",
                "A payload of " + type.getName()
                        + " cannot be serialised. Make it something JSON-B can write (a public class or record"
                        + " without cycles), or bring a PayloadSerializer bean that supports it.",
                cause);
    }

    public static PublishException payloadTooLarge(String type, int size, int max) {
        return publish(
                "2010",
                "A payload of " + type + " has " + size + " bytes, more than outbox.payload.max-bytes=" + max
                        + ". Raise the setting, or send a reference to the data.",
                null);
    }

    public static PublishException firedAsynchronously(Class<?> type) {
        return publish(
                "2011",
                "An event of " + type.getName()
                        + " was fired asynchronously, so outside the caller's transaction, and is not"
                        + " published. Use Event.fire.",
                null);
    }

    public static PublishException unknownUnit(String unit) {
        return publish(
                "2019",
                "The persistence unit '" + unit
                        + "' has no outbox of its own. Name it in outbox.units, or leave unitName away for"
                        + " the main outbox.",
                null);
    }

    public static PublishException noEntityOperations() {
        return publish("2012", "There is nothing that stores entities. Add outbox-jpa to the application.", null);
    }

    public static PublishException badTime(String what, Object value, Object min, Object max) {
        return publish(
                "2013", "The envelope's " + what + " is " + value + "; it must be " + min + " to " + max + ".", null);
    }

    public static PublishException expiresTooEarly(String id, Instant expires, Instant now, Instant deliver) {
        return publish(
                "2014",
                "Message " + id + " would expire at " + expires + ", but "
                        + (deliver.isAfter(now) ? "may go from " + deliver + " on" : "it is " + now + " already")
                        + ". Nobody would get it. Let it expire later, or do not publish it.",
                null);
    }

    public static PublishException duplicateId(String id) {
        return publish(
                "2015",
                "A message with id " + id + " is in the outbox, or was delivered within outbox.retention. Give another"
                        + " id, or OnDuplicate.IGNORE if it is the same message.",
                null);
    }

    public static PublishException badCharacter(String what, char character, int index) {
        return publish(
                "2016",
                String.format(
                        "The envelope's %s has U+%04X at index %d: %s, which not every database stores as it is. Leave it"
                                + " out, or encode it.",
                        what, (int) character, index, character == 0 ? "a NUL" : "half of a surrogate pair"),
                null);
    }

    public static PublishException notCapturedLater(String id, Instant deliver) {
        return publish(
                "2017",
                "Message " + id + " is not to go before " + deliver
                        + ", but with outbox.cdc.slot nothing would hold it back:"
                        + " change data capture reads it as soon as it is committed. Publish it when it is due, or let the"
                        + " relay send.",
                null);
    }

    public static PublishException notCapturedReadable(String id, String header) {
        return publish(
                "2018",
                "Message " + id + " is stored in a form that must not go out (header " + header + "), and with"
                        + " outbox.cdc.slot nothing would undo it: change data capture reads what is stored. Switch the"
                        + " compression, the encryption or the claim check off, or let the relay send.",
                null);
    }

    public static PublishException notTransformed(Class<?> transformer, String id, String type, Throwable cause) {
        return publish(
                "2050",
                beanName(transformer) + " cannot make message " + id + " of type " + type + " ready to be stored.",
                cause);
    }

    public static PublishException anotherEnvelope(Class<?> transformer, String id) {
        return publish(
                "2051",
                beanName(transformer) + " returned another message for " + id
                        + ": null, or with another id, destination, key or time. It may change payload, headers, type,"
                        + " correlation id and priority only.",
                null);
    }

    // 3xxx: what operators ask for

    public static AdminException laneBusy(int lane, Duration patience, long done) {
        return admin(
                "3018",
                "Lane " + lane + " was not free for " + patience + ": the relay is sending from it. "
                        + (done == 0 ? "Nothing was done" : done + " dead letter(s) of the call are done and stay so")
                        + "; try again.");
    }

    public static AdminException relayNotRunning() {
        return admin(
                "3019",
                "The relay does not run in this application, so it can send nothing here. It is disabled by"
                        + " outbox.relay.enabled=false, was not started yet, or has stopped.");
    }

    public static AdminException noFailedEntryStore() {
        return admin(
                "3020",
                "There is no FailedEntryStore. Add outbox-jpa to the application, or bring one beside its own"
                        + " OutboxStore.");
    }

    /** A bean's own class: of a normal scope one gets to see a proxy, made as a class of its own. */
    static String beanName(Class<?> type) {
        boolean isProxy = type.getName().contains("$Proxy$") || type.getName().contains("$$");
        return isProxy && type.getSuperclass() != Object.class ? beanName(type.getSuperclass()) : type.getName();
    }

    private static AdminException admin(String code, String text) {
        return new AdminException("OUTBOX-" + code, text, null);
    }

    private static PublishException publish(String code, String text, Throwable cause) {
        return new PublishException("OUTBOX-" + code, text, cause);
    }
}
