package io.outboxed.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The configuration of a domain of Payara Server or GlassFish. */
final class DomainXml {
    private static final String CONFIG = "server-config";

    /** {@code [17|]--add-opens=…}: from this to that version of Java. Options for the JVMs of certain vendors are left out. */
    private static final Pattern JVM_OPTION = Pattern.compile("\\[(\\d*)\\|(\\d*)](.+)|([^\\[].*)");

    private DomainXml() {}

    /** Makes a domain's configuration of the server's own by a stylesheet. */
    static void transform(Path stylesheet, Path from, Path to) {
        try {
            TransformerFactory.newDefaultInstance()
                    .newTransformer(new StreamSource(stylesheet.toFile()))
                    .transform(new StreamSource(from.toFile()), new StreamResult(to.toFile()));
        } catch (TransformerException e) {
            throw new LaunchException(from + " cannot be transformed by " + stylesheet + ".", e);
        }
    }

    /** The JVM's options for the Java that runs the servers, as the server's own start command finds them. */
    static List<String> jvmOptions(Path domainXml) throws IOException {
        List<String> options = new ArrayList<>();
        NodeList elements = config(domainXml).getElementsByTagName("jvm-options");
        for (int i = 0; i < elements.getLength(); i++) {
            Matcher option =
                    JVM_OPTION.matcher(elements.item(i).getTextContent().strip());
            if (!option.matches()) {
                continue;
            }
            if (option.group(4) != null) {
                options.add(option.group(4));
            } else if (isOurs(option.group(1), option.group(2))) {
                options.add(option.group(3));
            }
        }
        return options;
    }

    private static boolean isOurs(String from, String to) {
        int version = UnpackedServer.javaVersion();
        return (from.isEmpty() || version >= Integer.parseInt(from))
                && (to.isEmpty() || version <= Integer.parseInt(to));
    }

    private static Element config(Path domainXml) throws IOException {
        try (var file = Files.newInputStream(domainXml)) {
            NodeList configs = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(file)
                    .getElementsByTagName("config");
            for (int i = 0; i < configs.getLength(); i++) {
                Element config = (Element) configs.item(i);
                if (config.getAttribute("name").equals(CONFIG)) {
                    return config;
                }
            }
            throw new LaunchException("There is no configuration '" + CONFIG + "' in " + domainXml + ".");
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(domainXml + " cannot be read.", e);
        }
    }
}
