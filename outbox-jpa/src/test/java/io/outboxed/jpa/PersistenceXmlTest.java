package io.outboxed.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.OutboxConfigException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersistenceXmlTest {

    @TempDir
    Path folder;

    @Test
    void noFile_hasNoUnits() throws Exception {
        assertThat(unitsOf().all()).isEmpty();
    }

    @Test
    void unitsOfSeveralFiles_areFound() throws Exception {
        PersistenceXml.Units units = unitsOf(
                "<persistence xmlns='https://jakarta.ee/xml/ns/persistence'><persistence-unit name='b'/>"
                        + "<persistence-unit name='a'><mapping-file> META-INF/outbox-orm.xml </mapping-file>"
                        + "<description>x</description></persistence-unit></persistence>",
                "<p:persistence xmlns:p='https://jakarta.ee/xml/ns/persistence'><p:persistence-unit name='c'>"
                        + "<p:jta-data-source>\njava:comp/DefaultDataSource </p:jta-data-source>"
                        + "<p:mapping-file>META-INF/other-orm.xml</p:mapping-file></p:persistence-unit>"
                        + "<p:persistence-unit name='d'><p:jta-data-source>jdbc/shop</p:jta-data-source></p:persistence-unit>"
                        + "</p:persistence>");

        assertThat(units.all()).containsExactly("a", "b", "c", "d");
        assertThat(units.withOutbox()).containsExactly("a");
        assertThat(units.onDefaultDatasource()).containsExactly("c");
    }

    @Test
    void brokenFile_isNamed() {
        assertThatThrownBy(() -> unitsOf("<persistence><persistence-unit name='a'>"))
                .isInstanceOf(OutboxConfigException.class)
                .hasMessageContainingAll("OUTBOX-1105", "0/META-INF/persistence.xml");
    }

    @Test
    void externalEntities_areNotRead() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "<persistence-unit name='stolen'/>");
        String xml = "<!DOCTYPE persistence [<!ENTITY other SYSTEM '" + secret.toUri() + "'>]>"
                + "<persistence><persistence-unit name='a'/>&other;</persistence>";

        assertThatThrownBy(() -> unitsOf(xml)).isInstanceOf(OutboxConfigException.class);
    }

    private PersistenceXml.Units unitsOf(String... files) throws IOException {
        URL[] roots = new URL[files.length];
        for (int i = 0; i < files.length; i++) {
            Path metaInf = Files.createDirectories(folder.resolve(i + "/META-INF"));
            Files.writeString(metaInf.resolve("persistence.xml"), files[i]);
            roots[i] = folder.resolve(String.valueOf(i)).toUri().toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(roots, null)) {
            return PersistenceXml.units(loader);
        }
    }
}
