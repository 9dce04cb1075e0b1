package io.hydrant.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.hydrant.aws.AccountId;
import io.hydrant.config.Settings.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsTest {
    private final Path folder;

    SettingsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void startsWithTheDefaultsOfTheContract() {
        HydrantConfig config = run(Map.of());

        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(4566);
        assertThat(config.account()).isEqualTo(new AccountId("000000000000"));
        assertThat(config.region().value()).isEqualTo("us-east-1");
        assertThat(config.kmsEndpoint()).isEmpty();
        assertThat(config.s3Endpoint()).isEmpty();
        assertThat(config.createDuration()).isZero();
        assertThat(config.deleteDuration()).isZero();
        assertThat(config.startEncryptionDuration()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.stopEncryptionDuration()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.encryptionLag()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.callerKmsCheck()).isEqualTo(HydrantConfig.CallerKmsCheck.REPORT);
        assertThat(config.limits()).isEqualTo(HydrantConfig.Limits.RELAXED);
        assertThat(config.strict()).isFalse();
        assertThat(config.bufferBytes()).isEqualTo(Runtime.getRuntime().maxMemory() / 4);
        assertThat(config.control()).isTrue();
        assertThat(config.s3Dir()).isEmpty();
        assertThat(config.seedFile()).isEmpty();
        assertThat(config.logLevel()).isEqualTo(HydrantConfig.LogLevel.INFO);
        assertThat(config.differences()).isEmpty();
    }

    @Test
    void letsALaterSourceWin() throws IOException {
        String file = file("hydrant.port=1\nhydrant.region=eu-west-1\nhydrant.start.encryption.duration=2s\n");

        HydrantConfig config =
                run(Map.of("HYDRANT_CONFIG", file, "HYDRANT_PORT", "2", "HYDRANT_REGION", "eu-west-2"), "--port", "3");

        assertThat(config.port()).isEqualTo(3);
        assertThat(config.region().value()).isEqualTo("eu-west-2");
        assertThat(config.startEncryptionDuration()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void readsBothSpellingsOfAnOption() {
        HydrantConfig config = run(Map.of(), "--kms-endpoint=http://localhost:8080", "--port", "4570");

        assertThat(config.kmsEndpoint()).contains(URI.create("http://localhost:8080"));
        assertThat(config.port()).isEqualTo(4570);
    }

    @Test
    void takesAnotherS3AndPrintsIt() {
        HydrantConfig config = run(Map.of("HYDRANT_S3_ENDPOINT", "http://minio:9000"));

        assertThat(config.s3Endpoint()).contains(URI.create("http://minio:9000"));
        assertThat(config.differences()).containsExactly("HYDRANT_S3_ENDPOINT=http://minio:9000");
        assertThat(refused(Map.of("HYDRANT_S3_ENDPOINT", "minio:9000")))
                .startsWith("HYDRANT_S3_ENDPOINT=minio:9000 is not understood");
    }

    @ParameterizedTest
    @CsvSource({"0ms,PT0S", "0,PT0S", "500ms,PT0.5S", "5s,PT5S", "2m,PT2M", "24h,PT24H", "7d,PT168H", "PT24H,PT24H"})
    void understandsDurations(String written, Duration meant) {
        assertThat(run(Map.of("HYDRANT_CREATE_DURATION", written)).createDuration())
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"1000,1000", "4KiB,4096", "256MiB,268435456", "2GiB,2147483648"})
    void understandsNumbersOfBytes(String written, long meant) {
        assertThat(run(Map.of("HYDRANT_BUFFER_BYTES", written)).bufferBytes()).isEqualTo(meant);
    }

    @Test
    void takesRealisticDurationsFromAwsTimingsUnlessTheyAreSet() {
        HydrantConfig config = run(Map.of("HYDRANT_TIMINGS", "aws", "HYDRANT_DELETE_DURATION", "1s"));

        assertThat(config.createDuration()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.deleteDuration()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.startEncryptionDuration()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.stopEncryptionDuration()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.encryptionLag()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void namesWhatDiffersFromTheDefaults() {
        HydrantConfig config = run(
                Map.of("HYDRANT_STRICT", "true", "HYDRANT_ENCRYPTION_LAG", "0s", "HYDRANT_LIMITS", "relaxed"),
                "--port=0");

        assertThat(config.differences())
                .containsExactly("HYDRANT_PORT=0", "HYDRANT_ENCRYPTION_LAG=0ms", "HYDRANT_STRICT=true");
    }

    @Test
    void readsListsOfOriginsAndHostsAndPrintsThem() {
        HydrantConfig config = run(Map.of(
                "HYDRANT_ALLOWED_ORIGINS",
                "https://App.example:443, http://app.test:3000",
                "HYDRANT_ALLOWED_HOSTS",
                "hydrant.example.com, 10.0.0.5"));

        assertThat(config.allowedOrigins().all()).isFalse();
        assertThat(config.allowedHosts()).containsExactly("hydrant.example.com", "10.0.0.5");
        assertThat(config.differences())
                .containsExactly(
                        "HYDRANT_ALLOWED_ORIGINS=https://app.example,http://app.test:3000",
                        "HYDRANT_ALLOWED_HOSTS=hydrant.example.com,10.0.0.5");
        assertThat(run(Map.of("HYDRANT_ALLOWED_ORIGINS", "*")).allowedOrigins().all())
                .isTrue();
        assertThat(run(Map.of("HYDRANT_ALLOWED_ORIGINS", "*")).differences())
                .containsExactly("HYDRANT_ALLOWED_ORIGINS=*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HYDRANT_PORT|65536",
                "HYDRANT_PORT|abc",
                "HYDRANT_PORT|-1",
                "HYDRANT_ACCOUNT_ID|123",
                "HYDRANT_REGION|Europe West",
                "HYDRANT_KMS_ENDPOINT|localhost:8080",
                "HYDRANT_KMS_ENDPOINT|http://user:secret@localhost",
                "HYDRANT_KMS_ENDPOINT|http://a b",
                "HYDRANT_CREATE_DURATION|5",
                "HYDRANT_CREATE_DURATION|-5s",
                "HYDRANT_ENCRYPTION_LAG|PT-5S",
                "HYDRANT_TIMINGS|slow",
                "HYDRANT_CALLER_KMS_CHECK|yes",
                "HYDRANT_LIMITS|none",
                "HYDRANT_LAMBDA_ENDPOINT|localhost:9000",
                "HYDRANT_STRICT|yes",
                "HYDRANT_BUFFER_BYTES|0",
                "HYDRANT_BUFFER_BYTES|1 GB",
                "HYDRANT_BUFFER_BYTES|999999999999999GiB",
                "HYDRANT_CONTROL|true",
                "HYDRANT_ALLOWED_ORIGINS|app.example",
                "HYDRANT_ALLOWED_ORIGINS|https://app.example/",
                "HYDRANT_ALLOWED_ORIGINS|https://*.app.example",
                "HYDRANT_ALLOWED_ORIGINS|null",
                "HYDRANT_ALLOWED_ORIGINS|http://a.example,,http://b.example",
                "HYDRANT_ALLOWED_ORIGINS|http://a.example http://b.example",
                "HYDRANT_ALLOWED_HOSTS|*",
                "HYDRANT_ALLOWED_HOSTS|http://hydrant.example.com",
                "HYDRANT_ALLOWED_HOSTS|hydrant.example.com:4566",
                "HYDRANT_ALLOWED_HOSTS|hydrant.example.com,",
                "HYDRANT_LOG_LEVEL|loud",
                "HYDRANT_STORE|disk",
                "HYDRANT_STORE|jdbc:mysql://localhost/hydrant"
            })
    void refusesWhatItDoesNotUnderstandInOneSentence(String name, String value) {
        String sentence = refused(Map.of(name, value));

        assertThat(sentence)
                .startsWith(name + '=' + value + " is not understood: ")
                .endsWith(" is expected.");
    }

    @Test
    void takesWhereFunctionsAreAndPrintsNoTable() {
        HydrantConfig config = run(Map.of(
                "HYDRANT_LAMBDA_ENDPOINT", "http://localhost:9000",
                "HYDRANT_RESOURCES", "{\"enrich\": \"http://localhost:9001\"}"));

        assertThat(config.lambdaEndpoint()).contains(URI.create("http://localhost:9000"));
        assertThat(config.resources()).contains("{\"enrich\": \"http://localhost:9001\"}");
        assertThat(config.differences())
                .containsExactly("HYDRANT_LAMBDA_ENDPOINT=http://localhost:9000", "HYDRANT_RESOURCES={…}");
        assertThat(run(Map.of("HYDRANT_RESOURCES", "names.json")).differences())
                .containsExactly("HYDRANT_RESOURCES=names.json");
    }

    @Test
    void aDataFolderImpliesAStoreInIt() {
        assertThat(run(Map.of("HYDRANT_DATA_DIR", "/data")).dataDir()).contains(Path.of("/data"));
        assertThat(run(Map.of(), "--data-dir", "/data", "--store", "file").differences())
                .containsExactly("HYDRANT_DATA_DIR=/data");
        assertThat(run(Map.of("HYDRANT_STORE", "memory")).dataDir()).isEmpty();

        assertThat(refused(Map.of("HYDRANT_STORE", "file")))
                .isEqualTo("HYDRANT_STORE=file needs a folder: set HYDRANT_DATA_DIR.");
        assertThat(refused(Map.of("HYDRANT_STORE", "memory", "HYDRANT_DATA_DIR", "/data")))
                .startsWith("HYDRANT_STORE=memory does not go together with HYDRANT_DATA_DIR");
    }

    @Test
    void nodesThatShareAStoreHaveNothingOnOneMachine() {
        String url = "jdbc:postgresql://db/hydrant?user=me&password=secret&ssl=true";
        HydrantConfig shared = run(Map.of(
                "HYDRANT_STORE", url, "HYDRANT_S3_ENDPOINT", "http://s3:9000", "HYDRANT_NODE_ADDRESS", "node-1:4566"));

        assertThat(shared.store()).contains(url);
        assertThat(shared.nodeAddress()).contains("node-1:4566");
        assertThat(shared.differences())
                .contains("HYDRANT_STORE=jdbc:postgresql://db/hydrant?user=me&password=***&ssl=true");
        assertThat(refused(Map.of("HYDRANT_STORE", url))).contains("needs HYDRANT_S3_ENDPOINT");
        assertThat(refused(
                        Map.of("HYDRANT_STORE", url, "HYDRANT_S3_ENDPOINT", "http://s3", "HYDRANT_DATA_DIR", "/data")))
                .startsWith("HYDRANT_DATA_DIR does not go together");
        assertThat(refused(Map.of("HYDRANT_STORE", url, "HYDRANT_S3_DIR", "/objects")))
                .startsWith("HYDRANT_S3_DIR does not go together");
        assertThat(refused(Map.of("HYDRANT_NODE_ADDRESS", "node-1:4566"))).contains("set that, or leave it out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node-1",
                "node_1:4566",
                "http://node-1:4566",
                "node-1:0",
                "node-1:70000",
                "node-1:",
                ":4566",
                "10.1:4566",
                "a..b:4566",
                "0.0.0.0:4566",
                "[::]:4566",
                "[1.2]:4566",
                "node-1:4566/",
                "\u00fc:4566"
            })
    void anAddressThatOtherNodesCannotCallIsRefused(String address) {
        assertThat(refused(Map.of(
                        "HYDRANT_STORE",
                        "jdbc:postgresql://db/hydrant",
                        "HYDRANT_S3_ENDPOINT",
                        "http://s3:9000",
                        "HYDRANT_NODE_ADDRESS",
                        address)))
                .isEqualTo("HYDRANT_NODE_ADDRESS=" + address + " is not understood: a host without an underscore and a"
                        + " port, such as hydrant-1:4566, is expected.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.4:4566", "[fd00::4]:4566", "node-1.example.com:1", "localhost:65535"})
    void anAddressThatOtherNodesCanCallIsTaken(String address) {
        assertThat(run(Map.of(
                                "HYDRANT_STORE",
                                "jdbc:postgresql://db/hydrant",
                                "HYDRANT_S3_ENDPOINT",
                                "http://s3:9000",
                                "HYDRANT_NODE_ADDRESS",
                                address))
                        .nodeAddress())
                .contains(address);
    }

    @Test
    void refusesToEnforceTheCallerCheckWithAnotherKms() {
        assertThat(refused(
                        Map.of("HYDRANT_KMS_ENDPOINT", "http://localhost:8080", "HYDRANT_CALLER_KMS_CHECK", "enforce")))
                .contains("cannot be asked for a caller's permissions");
    }

    @Test
    void refusesNamesItDoesNotKnow() throws IOException {
        assertThat(refused(Map.of("HYDRANT_PROT", "1"))).startsWith("HYDRANT_PROT is not a setting");
        assertThat(refused(Map.of(), "--prot", "1")).startsWith("--prot is not an option");
        assertThat(refused(Map.of(), "start")).startsWith("start is not an option");
        assertThat(refused(Map.of(), "--port")).startsWith("--port needs a value");
        assertThat(refused(Map.of(), "--port=")).startsWith("--port needs a value");
        assertThat(refused(Map.of("HYDRANT_CONFIG", file("hydrant.prot=1")))).startsWith("hydrant.prot in ");
        assertThat(refused(Map.of("HYDRANT_CONFIG", folder.resolve("none").toString())))
                .endsWith(" does not exist.");
        assertThat(refused(Map.of("HYDRANT_CONFIG", folder.toString()))).contains(" cannot be read");
    }

    @Test
    void ignoresEmptyValuesAndForeignNames() {
        HydrantConfig config = run(Map.of("HYDRANT_PORT", "", "PATH", "x", "HYDRANTS", "y", "HYDRANT_CONFIG", ""));

        assertThat(config).isEqualTo(HydrantConfig.defaults());
    }

    @Test
    void ignoresWhatAnOrchestratorAddsForAServiceOfItsName() {
        HydrantConfig config = run(Map.of(
                "HYDRANT_PORT", "tcp://10.0.0.1:4566",
                "HYDRANT_SERVICE_HOST", "10.0.0.1",
                "HYDRANT_SERVICE_PORT", "4566",
                "HYDRANT_PORT_4566_TCP_ADDR", "10.0.0.1"));

        assertThat(config).isEqualTo(HydrantConfig.defaults());
    }

    @Test
    void listsEverySettingInTheHelp() {
        Result result = Settings.parse(Map.of("HYDRANT_PORT", "nonsense"), List.of("--port", "x", "--help"));

        assertThat(result).isInstanceOf(Result.Help.class);
        String text = ((Result.Help) result).text();
        for (Setting setting : Setting.values()) {
            assertThat(text).contains(setting.variable(), setting.option() + ' ', setting.meaning());
        }
    }

    @Test
    void tellsTheVersionWhenAsked() {
        assertThat(Settings.parse(Map.of(), List.of("--version"))).isEqualTo(new Result.Version());
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("hydrant.properties"), text).toString();
    }

    private static HydrantConfig run(Map<String, String> environment, String... arguments) {
        Result result = Settings.parse(environment, List.of(arguments));
        assertThat(result).isInstanceOf(Result.Run.class);
        return ((Result.Run) result).config();
    }

    private static String refused(Map<String, String> environment, String... arguments) {
        Result result = Settings.parse(environment, List.of(arguments));
        assertThat(result).isInstanceOf(Result.Refused.class);
        return ((Result.Refused) result).sentence();
    }

    @Test
    void theWordCheckEndpointComesFirstAndTakesTheRest() {
        assertThat(Settings.parse(
                        Map.of("HYDRANT_REGION", "eu-west-1"),
                        List.of("check-endpoint", "http://localhost:1/", "--help")))
                .isInstanceOfSatisfying(Settings.Result.CheckEndpoint.class, check -> {
                    assertThat(check.words()).containsExactly("http://localhost:1/", "--help");
                    assertThat(check.config().region().value()).isEqualTo("eu-west-1");
                });
        assertThat(Settings.parse(Map.of("HYDRANT_TIMINGS", "soon"), List.of("check-endpoint", "http://localhost:1/")))
                .isInstanceOf(Settings.Result.Refused.class);
    }
}
