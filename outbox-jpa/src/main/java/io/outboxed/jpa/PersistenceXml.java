package io.outboxed.jpa;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads which persistence units there are. */
final class PersistenceXml {
    private static final String RESOURCE = "META-INF/persistence.xml";
    private static final String MAPPING = "META-INF/outbox-orm.xml";
    private static final String DEFAULT_DATASOURCE = "java:comp/DefaultDataSource";

    private PersistenceXml() {}

    /**
     * The names of an application's units.
     *
     * @param all of all of them
     * @param withOutbox of those that list the outbox's mapping file
     * @param onDefaultDatasource of those whose {@code jta-data-source} is {@code java:comp/DefaultDataSource}
     */
    record Units(Set<String> all, Set<String> withOutbox, Set<String> onDefaultDatasource) {
        static final Units NONE = new Units(Set.of(), Set.of(), Set.of());
    }

    /**
     * The units that a class loader sees.
     *
     * @throws io.outboxed.OutboxConfigException if a file cannot be read
     */
    static Units units(ClassLoader loader) {
        Units units = new Units(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        String where = RESOURCE;
        try {
            for (URL file : Collections.list(loader.getResources(RESOURCE))) {
                where = file.toString();
                try (InputStream xml = file.openStream()) {
                    addTo(units, xml);
                }
            }
        } catch (IOException | XMLStreamException e) {
            throw JpaErrors.unreadablePersistenceXml(where, e);
        }
        return units;
    }

    private static void addTo(Units units, InputStream xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory(); // the JDK's: its settings are known
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(xml);
        String unit = null;
        try {
            while (reader.hasNext()) {
                if (reader.next() != XMLStreamReader.START_ELEMENT) {
                    continue;
                }
                String element = reader.getLocalName();
                if (element.equals("persistence-unit")) {
                    unit = reader.getAttributeValue(null, "name");
                    if (unit != null) {
                        units.all.add(unit);
                    }
                } else if (unit != null && isElement(reader, "mapping-file", MAPPING)) {
                    units.withOutbox.add(unit);
                } else if (unit != null && isElement(reader, "jta-data-source", DEFAULT_DATASOURCE)) {
                    units.onDefaultDatasource.add(unit);
                }
            }
        } finally {
            reader.close();
        }
    }

    private static boolean isElement(XMLStreamReader reader, String name, String text) throws XMLStreamException {
        return reader.isStartElement()
                && reader.getLocalName().equals(name)
                && reader.getElementText().trim().equals(text);
    }
}
