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

/** Reads the names of persistence units. */
final class PersistenceXml {
    private static final String RESOURCE = "META-INF/persistence.xml";

    private PersistenceXml() {}

    /**
     * The names of all units that a class loader sees.
     *
     * @throws io.outboxed.OutboxConfigException if a file cannot be read
     */
    static Set<String> unitNames(ClassLoader loader) {
        Set<String> names = new TreeSet<>();
        String where = RESOURCE;
        try {
            for (URL file : Collections.list(loader.getResources(RESOURCE))) {
                where = file.toString();
                try (InputStream xml = file.openStream()) {
                    addNames(xml, names);
                }
            }
        } catch (IOException | XMLStreamException e) {
            throw JpaErrors.unreadablePersistenceXml(where, e);
        }
        return names;
    }

    private static void addNames(InputStream xml, Set<String> names) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory(); // the JDK's: its settings are known
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(xml);
        try {
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT
                        && reader.getLocalName().equals("persistence-unit")) {
                    String name = reader.getAttributeValue(null, "name");
                    if (name != null) {
                        names.add(name);
                    }
                }
            }
        } finally {
            reader.close();
        }
    }
}
