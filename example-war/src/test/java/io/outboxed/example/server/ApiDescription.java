package io.outboxed.example.server;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the OpenAPI description of the console's API says of its answers. */
final class ApiDescription {
    private static final String FILE = "META-INF/outboxed/openapi.yaml";

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final JsonNode document;

    ApiDescription() throws IOException {
        try (InputStream yaml = ApiDescription.class.getClassLoader().getResourceAsStream(FILE)) {
            document = new YAMLMapper().readTree(yaml);
        }
    }

    /** As {@code get /overview}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> operations.add(method + " " + path.getKey())));
        return operations;
    }

    /** In what an answer differs from its description. */
    List<Error> problems(String method, String path, int status, String json) {
        String responses = "/paths/" + escaped(path) + "/" + method + "/responses/";
        String response = resolved(responses + (status == 200 ? "200" : "default"));
        Schema schema = registry.getSchema(SchemaLocation.of(
                "classpath:" + FILE + "#" + response + "/content/" + escaped("application/json") + "/schema"));
        return schema.validate(
                json,
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private String resolved(String pointer) {
        JsonNode reference = document.at(JsonPointer.compile(pointer + "/$ref"));
        return reference.isMissingNode() ? pointer : reference.asString().substring(1);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
