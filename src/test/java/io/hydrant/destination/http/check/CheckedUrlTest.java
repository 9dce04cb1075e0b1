package io.hydrant.destination.http.check;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.hydrant.destination.StreamVersion;
import io.hydrant.http.client.HttpPoster;
import io.hydrant.support.HttpReceiver;
import io.hydrant.support.SelfSigned;
import io.hydrant.time.WallTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.hydrant.destination.http.check.Checks.SCOPE;
import static io.hydrant.destination.http.check.Checks.check;
import static io.hydrant.destination.http.check.Checks.finding;
import static io.hydrant.destination.http.check.Checks.options;
import static org.assertj.core.api.Assertions.assertThat;

/** Which URLs can be checked, and what Firehose would say of them. */
class CheckedUrlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            URL                            | OUTCOME | CAME
            https://example.com/in         | INFO    | https://, port 443. The resources name another address, so its certificate was not seen.
            https://example.com:443/       | INFO    | https://, port 443. The resources name another address, so its certificate was not seen.
            https://example.com:8443/      | FAILED  | Firehose connects to port 443 only, not to 8443.
            http://example.com/in          | FAILED  | CreateDeliveryStream refuses a URL without https://.
            HTTP://example.com:443/        | FAILED  | CreateDeliveryStream refuses a URL without https://.
            https://localhost:8443/        | INFO    | A URL of your machine or its network. Firehose takes https:// with port 443 only.
            http://endpoint:8080/in        | INFO    | A URL of your machine or its network. Firehose takes https:// with port 443 only.
            """)
    void theUrlIsJudgedAsItStandsInAConfiguration(String url, Outcome outcome, String came) {
        try (HttpReceiver receiver = HttpReceiver.start().always(HttpReceiver.hang())) {
            CheckReport report = check(asked -> Optional.of(receiver.url("/")), WallTime::nanoTime)
                    .run(OptionReader.read(Map.of("url", url, "timeout", "20ms")), SCOPE);

            assertThat(finding(Point.URL, report)).isEqualTo(new Finding(Point.URL, outcome, came, Consequence.NONE));
        }
    }

    @Test
    void aUrlWithAPublicCertificatePasses() {
        Findings findings = new Findings(Conversation.unsendable(new UUID(0, 0)));
        URI url = URI.create("https://example.com/in");
        try (HttpPoster poster = new HttpPoster()) {
            new UrlForm()
                    .run(
                            new Conversation(
                                    options(url.toString()),
                                    new StreamVersion(SCOPE, "s", 1),
                                    url,
                                    poster,
                                    Checks.tools(Optional::of, WallTime::nanoTime)),
                            findings);
        }

        assertThat(findings.all("").get(Point.URL.number() - 1).outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void whatNothingListensAtCannotBeChecked() {
        HttpReceiver closed = HttpReceiver.start();
        String url = closed.url("/in?token=hidden").toString();
        closed.close();

        CheckReport report = check(Optional::of, WallTime::nanoTime).run(OptionReader.read(Map.of("url", url)), SCOPE);

        assertThat(report.result()).isEqualTo(CheckReport.Result.COULD_NOT_RUN);
        assertThat(report.result().exitStatus()).isEqualTo(2);
        assertThat(report.reason().orElseThrow()).startsWith("No connection to localhost:" + closed.port());
        assertThat(report.tree().toString()).doesNotContain("hidden");
    }

    @Test
    void aHostThatDeliveriesDoNotConnectToIsNotConnectedTo() {
        CheckReport report = check(asked -> Optional.empty(), WallTime::nanoTime)
                .run(options("https://x.execute-api.us-east-1.amazonaws.com/in?token=hidden"), SCOPE);

        assertThat(report.result().exitStatus()).isEqualTo(2);
        assertThat(report.reason().orElseThrow())
                .isEqualTo(
                        "Hydrant connects to a host of AWS, Snowflake or Splunk only where the resources name the URL."
                                + " To check it, name it there: {\"https://x.execute-api.us-east-1.amazonaws.com/in\":"
                                + " \"https://x.execute-api.us-east-1.amazonaws.com/in\"}.");
    }

    @Test
    void aCertificateThatNobodyHasSignedIsTakenOnThisMachineAlone(@TempDir Path folder) throws Exception {
        try (HttpReceiver receiver = HttpReceiver.startTls(SelfSigned.sockets(folder, "somebody-else.example"))) {
            receiver.always(HttpReceiver.hang());

            CheckReport here = check(Optional::of, WallTime::nanoTime)
                    .run(OptionReader.read(Map.of("url", receiver.url("/").toString(), "timeout", "50ms")), SCOPE);
            CheckReport elsewhere = check(Optional::of, WallTime::nanoTime)
                    .run(options("https://0.0.0.0:" + receiver.port() + "/"), SCOPE);

            assertThat(here.result().exitStatus()).isEqualTo(1);
            assertThat(elsewhere.reason().orElseThrow()).contains("PKIX path building failed");
        }
    }
}
