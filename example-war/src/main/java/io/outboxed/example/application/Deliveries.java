package io.outboxed.example.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was delivered, for the shop's page and for those who count: every delivery, repeated ones included. It is written in the
 * transaction that does the message's work. Whether that is to be done is not asked here, but of the inbox.
 */
@ApplicationScoped
@Transactional
public class Deliveries {

    /** The queues that the shop consumes from, and its partner. */
    public static final List<String> DESTINATIONS = List.of("orders", "shipments", Partner.DESTINATION);

    private static final List<String> QUEUES = List.of("orders", "shipments");

    private static final String SUMMARY = """
            select destination, count(*), count(distinct message_id),
                   sum(case when repetition = 0 and order_id < newest_before then 1 else 0 end)
            from (select destination, message_id, repetition, order_id,
                         max(order_id) over (partition by destination, msg_key order by seq
                                             rows between unbounded preceding and 1 preceding) as newest_before
                  from delivery where destination in ('orders', 'shipments')) d
            group by destination""";

    @PersistenceContext
    private EntityManager em;

    /** Records a delivery, and how often the message had been delivered before. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(ReceivedMessage message, long orderId) {
        long before = em.createQuery(
                        "select count(d) from Delivery d where d.destination = :destination and d.messageId = :id",
                        Long.class)
                .setParameter("destination", message.destination())
                .setParameter("id", message.id())
                .getSingleResult();
        em.persist(new Delivery(message, orderId, Math.toIntExact(before)));
    }

    /** Deliveries after {@code seq}, in the order of arrival. */
    public List<Delivery> after(String destination, long seq, int limit) {
        return em.createQuery(
                        "select d from Delivery d where d.destination = :destination and d.seq > :seq order by d.seq",
                        Delivery.class)
                .setParameter("destination", destination)
                .setParameter("seq", seq)
                .setMaxResults(limit)
                .getResultList();
    }

    /** The latest deliveries, newest first. */
    public List<Delivery> latest(String destination, int limit) {
        return em.createQuery(
                        "select d from Delivery d where d.destination = :destination order by d.seq desc",
                        Delivery.class)
                .setParameter("destination", destination)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Sums up what arrived, by queue. */
    public Map<String, DeliverySummary> summary() {
        Map<String, DeliverySummary> summary = new LinkedHashMap<>();
        QUEUES.forEach(destination -> summary.put(destination, DeliverySummary.NONE));
        for (Object row : em.createNativeQuery(SUMMARY).getResultList()) {
            Object[] columns = (Object[]) row;
            long received = number(columns[1]);
            long distinct = number(columns[2]);
            summary.put(
                    (String) columns[0],
                    new DeliverySummary(received, distinct, received - distinct, number(columns[3])));
        }
        return summary;
    }

    /** How many messages the partner has taken. */
    public long takenByPartner() {
        return em.createQuery(
                        "select count(distinct d.messageId) from Delivery d where d.destination = :destination",
                        Long.class)
                .setParameter("destination", Partner.DESTINATION)
                .getSingleResult();
    }

    private static long number(Object column) {
        return ((Number) column).longValue();
    }
}
