package io.outboxed.example.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.CloudEventUtils;
import io.cloudevents.jackson.JsonFormat;
import io.outboxed.example.probe.FormatsDatabase;
import io.outboxed.example.probe.FormatsResource;
import io.outboxed.example.probe.FormattedNotes;
import io.outboxed.example.probe.ProbeApi;
import io.outboxed.example.probe.ProbeNote;
import io.outboxed.example.probe.ProbeQueues;
import io.outboxed.formats.CloudEventMessages;
import io.outboxed.harness.Directories;
import io.outboxed.harness.Shop;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** An application that compresses, encrypts, keeps large payloads in files, and sends CloudEvents; with the Jackson that the server has. */
@Tag("probe")
@EnabledIfSystemProperty(named = "server", matches = "wildfly|payara")
class FormatsIT {
    private static KeyFile keys;
    private static Path claims;
    private static Probe probe;

    @BeforeAll
    static void deploy() throws Exception {
        claims = Files.createTempDirectory("claims");
        keys = KeyFile.create();
        keys.keep("2026-11", "2026-12");
        probe = Probe.deploy(application("2026-11"));
    }

    private static ProbeArchive application(String key) throws Exception {
        return new ProbeArchive()
                .withLibraries(CloudEventMessages.class, CloudEvent.class, CloudEventUtils.class, JsonFormat.class)
                .withUnit("formats", FormatsDatabase.NAME)
                .withSetting("outbox.destination.binary", "java:app/jms/probe-out")
                .withSetting("outbox.destination.structured", "java:app/jms/probe-outside")
                .withSetting("outbox.cloudevents.mode", "binary")
                .withSetting("outbox.cloudevents.mode.structured", "structured")
                .withSetting("outbox.cloudevents.source", "urn:example:notes")
                .withSetting("outbox.compression.threshold", "1000")
                .withSetting("outbox.encryption.key-store", keys.file().toString())
                .withSetting("outbox.encryption.password", KeyFile.PASSWORD)
                .withSetting("outbox.encryption.key", key)
                .withSetting("outbox.claim-check.threshold", "100000")
                .withSetting("outbox.claim-check.directory", claims.toString())
                .with(ProbeApi.class, ProbeQueues.class, ProbeNote.class)
                .with(FormatsDatabase.class, FormattedNotes.class, FormatsResource.class);
    }

    @AfterAll
    static void undeploy() throws Exception {
        if (probe != null) {
            probe.undeploy();
        }
        keys.close();
        Directories.delete(claims);
    }

    @AfterEach
    void resume() throws Exception {
        probe.post("relay?paused=false");
    }

    @Test
    void whatIsStored_isUnreadable_andWhatIsSent_isReadable() throws Exception {
        String small = "small-" + System.nanoTime();
        String large = "large-" + System.nanoTime();
        probe.post("relay?paused=true");
        publish("binary", small, 10);
        publish("binary", large, 300_000);

        JsonObject inTable = only(probe.seen(small), "stored");
        assertThat(inTable.getString("headers")).contains("\"outbox_stored_encryption\":\"2026-1");
        assertThat(inTable.getString("headers")).doesNotContain("outbox_stored_compression");
        assertThat(inTable.getString("text")).isEmpty();
        assertThat(inTable.getString("bytes")).isNotEmpty().doesNotContain(FormattedNotes.SECRET, small);
        JsonObject check = only(probe.seen(large), "stored");
        assertThat(check.getString("headers"))
                .contains("outbox_stored_encryption", "outbox_stored_compression", "outbox_stored_claim");
        assertThat(check.getString("text")).hasSizeLessThan(200);
        assertThat(files()).hasSize(1);
        assertThat(Files.readString(files().get(0), StandardCharsets.ISO_8859_1))
                .hasSizeBetween(100_000, 290_000)
                .doesNotContain(FormattedNotes.SECRET, large);

        probe.post("relay?paused=false");
        await().atMost(Probe.LIMIT)
                .until(() -> !probe.seen(large).getJsonArray("binary").isEmpty());
        assertThat(only(probe.seen(large), "binary").getString("body"))
                .isEqualTo(FormattedNotes.payload(large, 300_000));
        assertThat(only(probe.seen(small), "binary").getString("body")).isEqualTo(FormattedNotes.payload(small, 10));
        await().atMost(Probe.LIMIT).until(() -> files().isEmpty());
    }

    @Test
    void eventInBinaryMode_hasItsAttributesAsProperties() throws Exception {
        String key = "binary-" + System.nanoTime();
        String id = publish("binary", key, 2_000);
        await().atMost(Probe.LIMIT)
                .until(() -> !probe.seen(key).getJsonArray("binary").isEmpty());

        JsonObject message = only(probe.seen(key), "binary");
        JsonObject properties = message.getJsonObject("properties");
        assertThat(properties.getString("cloudEvents_specversion")).isEqualTo("1.0");
        assertThat(properties.getString("cloudEvents_id")).isEqualTo(id);
        assertThat(properties.getString("cloudEvents_source")).isEqualTo("urn:example:notes");
        assertThat(properties.getString("cloudEvents_type")).isEqualTo("com.example.note.taken");
        assertThat(properties.getString("cloudEvents_subject")).isEqualTo(key);
        assertThat(properties.getString("content_type")).isEqualTo("application/json");
        assertThat(properties.getString("tenant")).isEqualTo("acme");
        assertThat(properties.keySet()).noneMatch(name -> name.startsWith("outbox_stored_"));
        assertThat(message.getString("body")).isEqualTo(FormattedNotes.payload(key, 2_000));
        assertIsEvent(message.getJsonObject("event"), id, key, 2_000);
    }

    @Test
    void eventInStructuredMode_isADocument() throws Exception {
        String key = "structured-" + System.nanoTime();
        String id = publish("structured", key, 2_000);
        await().atMost(Probe.LIMIT)
                .until(() -> !probe.seen(key).getJsonArray("structured").isEmpty());

        JsonObject message = only(probe.seen(key), "structured");
        assertThat(message.getJsonObject("properties").getString("content_type"))
                .isEqualTo("application/cloudevents+json");
        JsonObject document = object(message.getString("body"));
        assertThat(document.getString("specversion")).isEqualTo("1.0");
        assertThat(document.getString("id")).isEqualTo(id);
        assertThat(document.getString("source")).isEqualTo("urn:example:notes");
        assertThat(document.getJsonObject("data")).isEqualTo(object(FormattedNotes.payload(key, 2_000)));
        assertIsEvent(message.getJsonObject("event"), id, key, 2_000);
    }

    @Test
    void messageWhoseKeyIsMissing_waitsForIt() throws Exception {
        String key = "missing-" + System.nanoTime();
        probe.post("relay?paused=true");
        publish("binary", key, 10);
        probe.undeploy();
        keys.keep("2026-12");
        probe = Probe.deploy(application("2026-12"));
        probe.post("relay?paused=false");

        await().atMost(Probe.LIMIT)
                .until(() -> !probe.seen(key).getJsonArray("errors").isEmpty());
        JsonObject failed = probe.seen(key);
        assertThat(failed.getJsonArray("errors").getString(0)).contains("OUTBOX-8101", "2026-11");
        assertThat(failed.getJsonArray("binary")).isEmpty();

        keys.keep("2026-11", "2026-12");
        await().atMost(Probe.LIMIT)
                .until(() -> !probe.seen(key).getJsonArray("binary").isEmpty());
        assertThat(only(probe.seen(key), "binary").getString("body")).isEqualTo(FormattedNotes.payload(key, 10));
    }

    @Test
    @Tag("wildfly")
    void restStaysWithJsonB() throws Exception {
        assertThat(Shop.open().logAfter(0)).noneMatch(line -> line.contains("WFLYRS0018"));
    }

    private static void assertIsEvent(JsonObject event, String id, String key, int noise) {
        assertThat(event.getString("id")).isEqualTo(id);
        assertThat(event.getString("source")).isEqualTo("urn:example:notes");
        assertThat(event.getString("type")).isEqualTo("com.example.note.taken");
        assertThat(event.getString("subject")).isEqualTo(key);
        assertThat(event.getString("datacontenttype")).isEqualTo("application/json");
        assertThat(object(event.getString("data"))).isEqualTo(object(FormattedNotes.payload(key, noise)));
    }

    private static String publish(String destination, String key, int noise) throws Exception {
        return probe.post("publish?to=" + destination + "&id=" + key + "&noise=" + noise)
                .getString("id");
    }

    private static JsonObject only(JsonObject seen, String where) {
        assertThat(seen.getJsonArray(where)).hasSize(1);
        return seen.getJsonArray(where).getJsonObject(0);
    }

    private static JsonObject object(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(claims)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
