package io.outboxed.example.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.harness.Reply;
import io.outboxed.harness.Shop;
import io.outboxed.harness.ShopClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets past the door of the operators' console; what is behind it is another matter. */
class SignInIT {
    private static final String CONSOLE = "/example/outbox-console/";

    private static ShopClient client;

    @BeforeAll
    static void open() throws Exception {
        client = Shop.open().client();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api/outbox-v1/overview", "nothing"})
    void nobody_isAskedForAName(String path) throws Exception {
        Reply reply = client.get(CONSOLE + path);

        assertThat(reply.status()).as(reply.body()).isEqualTo(401);
        assertThat(reply.response().headers().firstValue("WWW-Authenticate").orElse(""))
                .startsWith("Basic ");
    }

    @ParameterizedTest
    @CsvSource({"viewer, operator", "viewer, Viewer", "Operator, operator", "nobody, nobody"})
    void aWrongPasswordOrAnUnknownUser_isAskedAgain(String user, String password) throws Exception {
        assertThat(as(user, password).status()).isEqualTo(401);
    }

    @Test
    void aUserWithoutTheRole_isRefused() throws Exception {
        assertThat(as("customer", "customer").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "operator"})
    void aUserWithARole_passes(String user) throws Exception {
        assertThat(as(user, user).status()).isEqualTo(200);
    }

    /** An {@code Application} of the WAR that names no classes serves the resources of every jar in it, below its own path. */
    @Test
    void whatIsBehindTheDoor_isNotReachedByTheShopsApi() throws Exception {
        assertThat(client.get("outbox-v1/overview").status()).isEqualTo(404);
    }

    @Test
    void theShop_asksNobody() throws Exception {
        assertThat(client.get("/example/").status()).isEqualTo(200);
        assertThat(client.get("orders").status()).isEqualTo(200);
        assertThat(client.order("sign-in", "book", 1).status()).isEqualTo(201);
    }

    private static Reply as(String user, String password) throws Exception {
        byte[] credential = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = client.request(CONSOLE)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credential));
        return client.send(request.GET());
    }
}
