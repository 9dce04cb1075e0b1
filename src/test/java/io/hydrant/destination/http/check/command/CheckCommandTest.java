package io.hydrant.destination.http.check.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.config.Settings;
import io.hydrant.support.HttpReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

import static org.assertj.core.api.Assertions.assertThat;

/** The command as a terminal, a script and a CI server see it. */
class CheckCommandTest {
    private final HttpReceiver receiver = HttpReceiver.start();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        receiver.close();
    }

    private int run(Map<String, String> environment, String... words) {
        List<String> arguments = new ArrayList<>(List.of("check-endpoint"));
        arguments.addAll(List.of(words));
        Settings.Result.CheckEndpoint check = (Settings.Result.CheckEndpoint) Settings.parse(environment, arguments);
        return new CheckCommand(stream(out), stream(err), environment.get("COLUMNS"))
                .run(check.words(), check.config());
    }

    private int check(String... options) {
        List<String> words =
                new ArrayList<>(List.of(receiver.url("/in?token=hidden").toString(), "--slow-body", "20ms"));
        words.addAll(List.of(options));
        return run(Map.of(), words.toArray(String[]::new));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String told() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aRightEndpointGivesATableAndStatus0() {
        assertThat(check("--access-key=open-sesame", "--attributes", "team=orders"))
                .isEqualTo(1); // it takes any key
        assertThat(told()).contains("17  failed   wrong-key: another access key");

        out.reset();
        assertThat(check("--attributes", "team=orders")).isZero();

        assertThat(told())
                .startsWith(
                        "Hydrant checks an HTTP endpoint of Firehose. This takes some seconds.\nEndpoint: http://localhost:")
                .contains(" 1  passed   status: one record, every header  200 ")
                .contains("             Rule: The requestId of the answer is that of the request.\n")
                .contains("             Advice: ")
                .endsWith("This endpoint would do.\n")
                .doesNotContain("hidden", "sesame");
        assertThat(told().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
        assertThat(complained()).isEmpty();
    }

    @Test
    void aWrongEndpointGivesStatus1() {
        receiver.always(HttpReceiver.json(
                500, body -> body.put("errorMessage", "x".repeat(8000) + " open-sesame token=hidden")));

        assertThat(check("--access-key", "open-sesame")).isEqualTo(1);

        assertThat(told())
                .contains(" 1  failed   status: one record, every header  The endpoint answered 500: ")
                .endsWith("This endpoint would not do: see the points that failed.\n")
                .doesNotContain("hidden", "sesame");
        assertThat(told().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    }

    @Test
    void nothingThatListensGivesStatus2() {
        receiver.close();

        assertThat(check()).isEqualTo(2);

        assertThat(told()).contains("The check could not run: No connection to localhost:" + receiver.port());
    }

    @Test
    void jsonIsAllThatAMachineGets() throws IOException {
        receiver.then(HttpReceiver.body("OK")).always(HttpReceiver.ok());

        assertThat(check("--json")).isEqualTo(1);

        JsonNode report = new ObjectMapper().readTree(told());
        assertThat(report.get("result").asText()).isEqualTo("FAILED");
        assertThat(report.get("exitStatus").asInt()).isEqualTo(1);
        assertThat(report.get("counts").get("failed").asInt()).isEqualTo(1);
        assertThat(report.get("points")).hasSize(33);
        assertThat(report.get("points").get(3))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                {"number":4, "name":"body", "outcome":"FAILED", "sent":"one record",
                                 "came":"200, but its body is not a JSON object",
                                 "rule":"The body of the answer is one JSON object.",
                                 "basis":"DOCUMENTED", "firehose":"RETRIED"}
                                """));
    }

    @Test
    void aReportForACiServerHasATestCaseForEachPoint(@TempDir Path folder) throws Exception {
        receiver.then(HttpReceiver.body("<&\"\u0001")).always(HttpReceiver.status(500));
        Path file = folder.resolve("report.xml");

        assertThat(check("--junit", file.toString())).isEqualTo(1);

        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("33");
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(33);
        assertThat(suite.getElementsByTagName("failure").getLength())
                .isEqualTo(Integer.parseInt(suite.getAttribute("failures")))
                .isPositive();
        assertThat(suite.getElementsByTagName("skipped").getLength())
                .isEqualTo(Integer.parseInt(suite.getAttribute("skipped")));
        assertThat(Files.readString(file)).contains("name=\"4 body\"").doesNotContain("hidden");
    }

    @Test
    void aReportOfACheckThatCouldNotRunIsAnError(@TempDir Path folder) throws Exception {
        receiver.close();
        Path file = folder.resolve("report.xml");

        assertThat(check("--junit", file.toString())).isEqualTo(2);

        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("error").getLength()).isEqualTo(1);
    }

    @Test
    void aReportThatCannotBeWrittenGivesStatus2(@TempDir Path folder) {
        assertThat(check("--junit", folder.resolve("missing/report.xml").toString()))
                .isEqualTo(2);

        assertThat(complained()).startsWith("The JUnit file ").contains(" cannot be written: ");
    }

    @ParameterizedTest
    @CsvSource({"80, 78", "117, 78", "118, 118", "200, 118", "wide, 118"})
    void theTableFitsTheTerminal(String columns, int longest) {
        run(Map.of("COLUMNS", columns), receiver.url("/in").toString(), "--slow-body", "20ms");

        assertThat(told().lines().skip(3).mapToInt(String::length).max().orElse(0))
                .isBetween(longest - 4, longest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ''                                    | url is missing: the URL of the endpoint to check.
            localhost                             | url is no URL such as https://example.com/records or http://localhost:8080/.
            http://localhost:1/ http://localhost/ | check-endpoint takes one URL.
            http://localhost:1/ --gzipped         | --gzipped is no option of check-endpoint; check-endpoint --help lists them.
            http://localhost:1/ --timeout         | --timeout needs a value; check-endpoint --help lists the values.
            http://localhost:1/ --slow-body -1s   | --slow-body is a duration of at most 10m, such as 10s or 500ms.
            http://localhost:1/ --fail-header X   | --fail-header is a header such as X-Fail: 1.
            http://localhost:1/ --timeout=soon    | --timeout is a duration of at most 10m, such as 10s or 500ms.
            http://localhost:1/ --attributes team | --attributes takes a name and a value, such as --attributes team=orders.
            http://localhost:1/ --gzip=true       | --gzip is no option of check-endpoint; check-endpoint --help lists them.
            """)
    void wrongWordsGiveStatus2AndASentence(String words, String sentence) {
        assertThat(run(Map.of(), words.isEmpty() ? new String[0] : words.split(" ")))
                .isEqualTo(2);

        assertThat(complained()).isEqualTo(sentence + System.lineSeparator());
        assertThat(told()).isEmpty();
    }

    @Test
    void theResourcesSayWhereAHostOfAwsIs() {
        String url = "https://x.execute-api.us-east-1.amazonaws.com/in";

        assertThat(run(Map.of(), url)).isEqualTo(2);
        assertThat(told()).contains("only where the resources name the URL");
        assertThat(run(
                        Map.of("HYDRANT_RESOURCES", "{\"" + url + "\": \"" + receiver.url("/in") + "\"}"),
                        url,
                        "--slow-body=0s"))
                .isZero();
    }

    @Test
    void theSourceIsAStreamOfTheAccountAndTheRegionOfTheSettings() throws InterruptedException {
        run(
                Map.of("HYDRANT_ACCOUNT_ID", "123456789012", "HYDRANT_REGION", "eu-west-1"),
                receiver.url("/in").toString(),
                "--slow-body=0s");

        assertThat(receiver.next().header("X-Amz-Firehose-Source-Arn"))
                .isEqualTo("arn:aws:firehose:eu-west-1:123456789012:deliverystream/check-endpoint");
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(run(Map.of(), "--help")).isZero();

        assertThat(told()).contains("--access-key", "--junit", "--large", "Exit status: 0");
    }
}
