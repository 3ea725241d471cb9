/**
 * What comes in from the queues.
 *
 * <p>The consumers take no part in the server's distributed transactions ({@code NOT_SUPPORTED}, auto-acknowledge): they do the
 * work in a transaction of the database alone, and the message is acknowledged after its commit. A crash in between delivers
 * the message again, and the inbox notices. In return, no crash can leave a message in
 * doubt between database and broker, which would hold it back until recovery while later ones overtake it. An exception is
 * let out: the broker delivers the message again, and puts it on the dead-letter queue if that never helps.
 */
package io.outboxed.example.interfaces.jms;
