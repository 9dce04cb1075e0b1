package io.hydrant.resource;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The table: which name matches, and what a reset brings back. */
class ResourcesTest {
    private static final String ENRICH = "arn:aws:lambda:eu-west-1:123456789012:function:enrich";

    private final Resources resources = new Resources();

    private String found(String asked) {
        return resources.find(asked).map(Resources.Found::name).orElse("nothing");
    }

    @ParameterizedTest
    @CsvSource({
        "enrich, enrich",
        "enrich:prod, enrich",
        "enrich:prod2, enrich",
        "enrichment, arn:aws:lambda:eu-west-1:123456789012:function:enrichment",
        "enrichment:7, arn:aws:lambda:eu-west-1:123456789012:function:enrichment:7",
        "enrichment:8, arn:aws:lambda:eu-west-1:123456789012:function:enrichment",
        "enricher, enr*",
        "clean, arn:aws:lambda:eu-west-1:*",
        "latest, latest:$LATEST",
        "latest:1, arn:aws:lambda:eu-west-1:*",
    })
    void theNameThatReachesFurthestStandsForAFunction(String function, String expected) {
        for (String name : new String[] {
            "*",
            "enr*",
            "enrich",
            "latest:$LATEST",
            ENRICH + "ment",
            ENRICH + "ment:7",
            "arn:aws:lambda:*",
            "arn:aws:lambda:eu-west-1:*"
        }) {
            resources.put(Map.of(name, new StandIn.Text(name)));
        }

        assertThat(found("arn:aws:lambda:eu-west-1:123456789012:function:" + function))
                .isEqualTo(expected);
    }

    @Test
    void aNameOfAFunctionStandsForFunctionsOnly() {
        resources.put(Map.of("enrich", new StandIn.Text("here"), "*", new StandIn.Text("all")));

        assertThat(found("enrich")).isEqualTo("nothing");
        assertThat(found("arn:aws:es:eu-west-1:123456789012:domain/enrich")).isEqualTo("nothing");
    }

    @Test
    void anExactArnWinsOverTheName() {
        resources.put(Map.of("enrich", new StandIn.Text("name"), ENRICH, new StandIn.Text("arn")));

        assertThat(found(ENRICH)).isEqualTo(ENRICH);
        assertThat(found(ENRICH + ":prod")).isEqualTo(ENRICH);
        assertThat(found(ENRICH.replace("eu-west-1", "us-east-1"))).isEqualTo("enrich");
    }

    @Test
    void aUrlIsTheSameWithASlashAtItsEnd() {
        resources.put(Map.of("https://logs.us-east-1.aoss.amazonaws.com", new StandIn.Text("here")));

        assertThat(found("https://logs.us-east-1.aoss.amazonaws.com/"))
                .isEqualTo("https://logs.us-east-1.aoss.amazonaws.com");
        assertThat(found("https://logs.us-east-1.aoss.amazonaws.com.evil.example"))
                .isEqualTo("nothing");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:9/in, http://localhost:9/in",
        "https://logs.example.com/in?a=b, https://logs.example.com/in?a=b",
        "https://amazonaws.com.example.com/in, https://amazonaws.com.example.com/in",
        "https://abc.execute-api.us-east-1.amazonaws.com/in, ",
        "https://abc.execute-api.cn-north-1.AMAZONAWS.com.cn/in, ",
        "https://abc.snowflakecomputing.com, ",
        "https://http-inputs-abc.splunkcloud.com:443, ",
        "https://named.us-east-1.aoss.amazonaws.com/, http://localhost:9200",
        "https://named.splunkcloud.com/a, http://localhost:8088",
        "https://none.snowflakecomputing.com, ",
    })
    void aHostOfAwsIsConnectedToOnlyWhereTheTableNamesIt(URI url, @Nullable URI address) {
        resources.put(
                ResourceReader.read(
                        """
                {"https://named.us-east-1.aoss.amazonaws.com": "http://localhost:9200",
                 "https://named.splunkcloud.com/*": "http://localhost:8088",
                 "https://none.snowflakecomputing.com": "none"}
                """));

        assertThat(resources.address(url)).isEqualTo(Optional.ofNullable(address));
    }

    @Test
    void aResetBringsBackTheBeginningAndKeepsFunctionsOfThisProcess() {
        resources.begin(Map.of("enrich", new StandIn.Text("first")));
        resources.put(Map.of("enrich", new StandIn.Text("second"), "clean", new StandIn.Text("third")));
        resources.run("own", event -> event);

        resources.reset();

        assertThat(resources.all()).containsOnlyKeys("enrich", "own");
        assertThat(resources.all().get("enrich")).isEqualTo(new StandIn.Text("first"));
    }

    @Test
    void aRemovedNameOfTheBeginningComesBackWithAReset() {
        resources.begin(Map.of("enrich", new StandIn.Text("first")));

        assertThat(resources.remove("enrich")).isTrue();
        assertThat(resources.remove("enrich")).isFalse();
        assertThat(resources.find(ENRICH)).isEqualTo(Optional.empty());
        resources.reset();

        assertThat(found(ENRICH)).isEqualTo("enrich");
    }

    @Test
    void aFunctionOfThisProcessWinsOverTheSameName() {
        resources.put(Map.of("enrich", new StandIn.Text("table")));
        resources.run("enrich", event -> event);

        assertThat(resources.find(ENRICH).orElseThrow().standIn()).isInstanceOf(StandIn.Code.class);
        resources.stop("enrich");
        assertThat(resources.find(ENRICH).orElseThrow().standIn()).isEqualTo(new StandIn.Text("table"));
    }

    @Test
    void aFunctionOfThisProcessHasTheNameOfAFunction() {
        assertThatThrownBy(() -> resources.run("https://localhost", event -> event))
                .isInstanceOf(ResourceException.class)
                .hasMessage("\"https://localhost\" is neither the name nor the ARN of a Lambda function.");
    }
}
