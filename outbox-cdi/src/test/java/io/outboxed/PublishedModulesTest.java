package io.outboxed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What is published has what Maven Central asks for, and is named in the bill of materials. */
class PublishedModulesTest {
    private static final Path ROOT = Path.of("..");
    private static final XPath XPATH = XPathFactory.newInstance().newXPath();

    @Test
    void billOfMaterials_namesEveryPublishedJarAndNothingElse() {
        assertThat(publishedJars()).contains("outbox-cdi", "outbox-jpa");
        assertThat(values(pom("outbox-bom"), "/project/dependencyManagement/dependencies/dependency/artifactId"))
                .containsExactlyInAnyOrderElementsOf(publishedJars().toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "description",
                "url",
                "licenses/license/name",
                "licenses/license/url",
                "developers/developer/name",
                "scm/connection",
                "scm/url"
            })
    void parent_saysWhatMavenCentralAsksFor(String element) {
        assertThat(value(pom("."), "/project/" + element)).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("publishedModules")
    void publishedModule_hasANameAndADescriptionOfItsOwn(String module) {
        assertThat(value(pom(module), "/project/artifactId")).isEqualTo(module);
        assertThat(value(pom(module), "/project/name")).startsWith("Outboxed: ");
        assertThat(value(pom(module), "/project/description")).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("publishedJars")
    void publishedJar_hasSourcesJavadocAndABillOfItsContents(String module) {
        assertThat(values(pom(module), "/project/build/plugins/plugin/artifactId"))
                .contains("maven-source-plugin", "maven-javadoc-plugin", "cyclonedx-maven-plugin");
    }

    static Stream<String> publishedJars() {
        return publishedModules()
                .filter(module -> value(pom(module), "/project/packaging").isEmpty());
    }

    static Stream<String> publishedModules() {
        return values(pom("."), "/project/modules/module").stream()
                .filter(module -> !value(pom(module), "/project/properties/maven.deploy.skip")
                        .equals("true"));
    }

    private static Document pom(String module) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(ROOT.resolve(module).resolve("pom.xml").toFile());
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(module, e);
        }
    }

    private static String value(Document pom, String path) {
        return values(pom, path).stream().findFirst().orElse("");
    }

    private static List<String> values(Document pom, String path) {
        try {
            NodeList nodes = (NodeList) XPATH.evaluate(path, pom, XPathConstants.NODESET);
            return IntStream.range(0, nodes.getLength())
                    .mapToObj(index -> nodes.item(index).getTextContent().strip())
                    .toList();
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
