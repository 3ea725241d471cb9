package io.outboxed.cli;

import io.outboxed.cli.client.Content;
import io.outboxed.cli.text.Figures;
import io.outboxed.cli.text.Table;

/** Payload and headers. */
final class ContentScreen {
    private static final int BASE64_LINE = 76;

    private final Output output;

    ContentScreen(Output output) {
        this.output = output;
    }

    void print(Content content) {
        if (!content.headers().isEmpty()) {
            Table table = new Table(
                    Table.Column.left("HEADER", 24), Table.Column.left("TYPE", 10), Table.Column.left("VALUE", 42));
            content.headers().forEach(each -> table.add(each.name(), each.type(), each.value()));
            output.line("");
            output.table(table);
        }
        output.line("");
        output.line("PAYLOAD, " + content.contentType() + ", " + Figures.count(content.size()) + " bytes"
                + (content.base64().isPresent() ? ", in Base64" : "")
                + (content.complete() ? "" : "; only its beginning"));
        content.text().ifPresent(output::block);
        content.base64().ifPresent(bytes -> output.block(bytes.replaceAll("(.{" + BASE64_LINE + "})", "$1\n")));
    }
}
