package io.outboxed.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.outboxed.admin.ChangeResult;
import io.outboxed.admin.Count;
import io.outboxed.admin.DeadLetter;
import io.outboxed.admin.EntryContent;
import io.outboxed.admin.EntryPage;
import io.outboxed.admin.LaneStatus;
import io.outboxed.admin.LaneStatus.Owner;
import io.outboxed.admin.RetryingEntry;
import io.outboxed.spi.Payload;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the description of the API says is what the resources have and give. */
class OpenApiTest {
    private static final String FILE = "META-INF/outboxed/openapi.yaml";
    private static final Instant NOW = Instant.parse("2026-11-27T05:33:54.569Z");

    @Test
    void operations_areThoseOfTheResources() throws IOException {
        Set<String> described = new TreeSet<>();
        document()
                .get("paths")
                .properties()
                .forEach(path ->
                        path.getValue().propertyNames().forEach(method -> described.add(method + " " + path.getKey())));

        Set<String> served = new TreeSet<>(Set.of("get /events")); // by EventServlet
        for (Class<?> resource : List.of(OverviewResource.class, DeadLetterResource.class, RetryingResource.class)) {
            String root = resource.getAnnotation(Path.class).value().substring(ConsoleApi.VERSION.length());
            for (Method method : resource.getDeclaredMethods()) {
                Path path = method.getAnnotation(Path.class);
                String whole = root + (path == null ? "" : "/" + path.value());
                if (method.isAnnotationPresent(GET.class)) {
                    served.add("get " + whole);
                } else if (method.isAnnotationPresent(POST.class)) {
                    served.add("post " + whole);
                }
            }
        }

        assertThat(described).isEqualTo(served).hasSizeGreaterThan(10);
    }

    @Test
    void eachOperation_isAboutTheOutboxOfAUnit() throws IOException {
        for (Map.Entry<String, JsonNode> path : document().get("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                JsonNode parameters = operation.getValue().get("parameters");
                if (!parameters.isString()) { // an alias has those of an operation that is looked at
                    assertThat(parameters.findValuesAsString("$ref"))
                            .as(operation.getKey() + " " + path.getKey())
                            .contains("#/components/parameters/unit");
                }
            }
        }
    }

    @Test
    void views_areAsDescribed() {
        DeadLetter full = new DeadLetter(
                "a", "orders", "T", "k", "c", "text/plain", Set.of("b", "a"), 9, NOW, NOW, NOW, 3, "E", true, 7);
        DeadLetter bare = new DeadLetter(
                "a", "orders", "T", null, null, "text/plain", Set.of(), 0, NOW, null, NOW, 1, null, false, 0);
        RetryingEntry retrying =
                new RetryingEntry("a", "orders", "T", "k", null, "text/plain", Set.of(), 4, NOW, null, NOW, 1, "E", 0);

        assertThat(problems("Entry", Views.deadLetter(full))).isEmpty();
        assertThat(problems("Entry", Views.deadLetter(bare))).isEmpty();
        assertThat(problems("Entry", Views.retrying(retrying))).isEmpty();
        assertThat(problems("Page", Views.page(new EntryPage<>(List.of(full), Optional.of("x")), Views::deadLetter)))
                .isEmpty();
        assertThat(problems("Page", Views.page(new EntryPage<>(List.of(retrying), Optional.empty()), Views::retrying)))
                .isEmpty();
        assertThat(problems("Count", Views.count(new Count(3, false)))).isEmpty();
        assertThat(problems("Done", Views.done(new ChangeResult(1, 2, 3), true, List.of("a"))))
                .isEmpty();
        assertThat(problems("Lane", Views.lane(new LaneStatus(1, Owner.HERE, true, Duration.ZERO, Optional.of(NOW)))))
                .isEmpty();
        assertThat(problems("Lane", Views.lane(new LaneStatus(1, Owner.NONE, false, Duration.ZERO, Optional.empty()))))
                .isEmpty();
        assertThat(problems("Error", Errors.headerMissing().json())).isEmpty();
        assertThat(problems("Error", Errors.noSuchUnit("adit", Set.of("audit")).json()))
                .isEmpty();
        assertThat(problems("Error", Errors.notSignedIn().json())).isEmpty();
        assertThat(problems(
                        "Content",
                        Views.content("a", new EntryContent(new Payload.Text("text/plain", "x"), Map.of("n", 1)))))
                .isEmpty();
        assertThat(problems(
                        "Content",
                        Views.content("a", new EntryContent(new Payload.Binary("a/b", new byte[1]), Map.of()))))
                .isEmpty();
    }

    @Test
    void whatIsNotAsDescribed_isFound() { // the test of the test
        assertThat(problems("Error", Views.count(Count.ZERO))).isNotEmpty();
    }

    private static List<Error> problems(String name, JsonObject json) {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        Schema schema = registry.getSchema(SchemaLocation.of("classpath:" + FILE + "#/components/schemas/" + name));
        return schema.validate(
                json.toString(),
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static JsonNode document() throws IOException {
        try (InputStream yaml = OpenApiTest.class.getClassLoader().getResourceAsStream(FILE)) {
            return new YAMLMapper().readTree(yaml);
        }
    }
}
