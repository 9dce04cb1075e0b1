package io.hydrant.resource;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tables as they are written, and what is refused in them. */
class ResourceReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "enrich | `\"http://localhost:9000/2015-03-31/functions/function/invocations\"` | URL",
                "arn:aws:lambda:us-east-1:000000000000:function:enrich:prod | `\"https://example.com/f?a=b\"` | URL",
                "enrich | `\"http://localhost:3001#api\"` | API",
                "enrich | `{\"jq\": \"{data: .data}\"}` | QUERY",
                "* | `\"http://localhost:3001#api\"` | API",
                "arn:aws:es:us-east-1:000000000000:domain/logs | `\"http://localhost:9200\"` | URL",
                "https://abc.us-east-1.aoss.amazonaws.com | `\"http://localhost:9200\"` | URL",
                "https://http-inputs-abc.splunkcloud.com:443 | `\"https://localhost:8088\"` | URL",
                "jdbc:redshift://c.us-east-1.redshift.amazonaws.com:5439/dev | `\"jdbc:postgresql://db/dev\"` | TEXT",
                "https://abc.snowflakecomputing.com | `\"none\"` | TEXT",
                "arn:aws:kafka:us-east-1:000000000000:cluster/c/1 | `\"b1:9092,b2:9092\"` | TEXT",
                "arn:aws:kafka:us-east-1:000000000000:cluster/* | `{\"properties\": \"/etc/kafka.properties\"}` | PROPERTIES_FILE",
                "arn:aws:secretsmanager:us-east-1:000000000000:secret:s | `\"anything\"` | TEXT",
            })
    void aValueStandsForANameOfItsKind(String name, String value, StandIn.Kind kind) {
        Map<String, StandIn> table = ResourceReader.read("{\"" + name + "\":" + value + "}");

        assertThat(table).containsOnlyKeys(name);
        assertThat(table.values()).extracting(StandIn::kind).containsExactly(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "enrich | 5 | what stands for it is neither a text nor {\"jq\": \"…\"}.",
                "enrich | null | what stands for it is neither a text nor {\"jq\": \"…\"}.",
                "enrich | `[\"http://localhost\"]` | what stands for it is neither a text nor {\"jq\": \"…\"}.",
                "enrich | `\" \"` | what stands for it is neither a text nor {\"jq\": \"…\"}.",
                "enrich | `\"localhost:9000\"` | \"localhost:9000\" is no URL with http:// or https:// and a host, with #api behind it or nothing.",
                "enrich | `\"ftp://localhost\"` | \"ftp://localhost\" is no URL with http:// or https:// and a host, with #api behind it or nothing.",
                "enrich | `\"http://\"` | \"http://\" is no URL with http:// or https:// and a host, with #api behind it or nothing.",
                "enrich | `\"http://localhost#lambda\"` | \"http://localhost#lambda\" is no URL with http:// or https:// and a host, with #api behind it or nothing.",
                "enrich | `\"none\"` | \"none\" is no URL with http:// or https:// and a host, with #api behind it or nothing.",
                "enrich | {} | an object that stands for it is {\"jq\": \"…\"}.",
                "enrich | `{\"jq\": 5}` | an object that stands for it is {\"jq\": \"…\"}.",
                "enrich | `{\"jq\": \".\", \"url\": \"http://localhost\"}` | an object that stands for it is {\"jq\": \"…\"}.",
                "en*rich | `\"http://localhost\"` | a * stands at the end of a name only.",
                "en rich | `\"http://localhost\"` | it is neither an ARN nor a URL nor the name of a Lambda function.",
                "arn:aws | `\"http://localhost\"` | it is neither an ARN nor a URL nor the name of a Lambda function.",
                "arn:aws:es:us-east-1:000000000000:domain/logs | `{\"jq\": \".\"}` | a jq expression stands for Lambda functions only.",
                "arn:aws:es:us-east-1:000000000000:domain/logs | `\"localhost:9200\"` | \"localhost:9200\" is no URL with http:// or https:// and a host.",
                "arn:aws:kafka:us-east-1:000000000000:cluster/c/1 | `\"b1\"` | \"b1\" is no list of bootstrap servers, as in b1:9092,b2:9092.",
                "arn:aws:kafka:us-east-1:000000000000:cluster/c/1 | `\"http://b1:9092\"` | \"http://b1:9092\" is no list of bootstrap servers, as in b1:9092,b2:9092.",
                "arn:aws:kafka:us-east-1:000000000000:cluster/c/1 | `{\"file\": \"x\"}` | an object that stands for a cluster is {\"properties\": \"<a file>\"}.",
            })
    void anotherValueIsRefusedWithASentence(String name, String value, String why) {
        assertThatThrownBy(() -> ResourceReader.read("{\"" + name + "\":" + value + "}"))
                .isInstanceOf(ResourceException.class)
                .hasMessage("\"" + name + "\" is refused: " + why);
    }

    @Test
    void aQueryThatDoesNotCompileIsRefused() {
        assertThatThrownBy(() -> ResourceReader.read("{\"enrich\": {\"jq\": \".a | (\"}}"))
                .isInstanceOf(ResourceException.class)
                .hasMessageStartingWith("\"enrich\" is refused: its jq expression is refused: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | The table is not a JSON object of names and of what stands for them.",
                "`\"x\"` | The table is not a JSON object of names and of what stands for them.",
            })
    void aTableIsAnObject(String json, String sentence) {
        assertThatThrownBy(() -> ResourceReader.read(json))
                .isInstanceOf(ResourceException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{", "`{\"a\":\"http://b\",\"a\":\"http://c\"}`", "{} {}", "``"})
    void aTableIsJson(String json) {
        assertThatThrownBy(() -> ResourceReader.read(json))
                .isInstanceOf(ResourceException.class)
                .hasMessageStartingWith("The table is not");
    }
}
