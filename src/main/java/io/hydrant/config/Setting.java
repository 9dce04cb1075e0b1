package io.hydrant.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import io.hydrant.time.DurationText;

/** The table of settings: one row each, read by the parser, by {@code --help} and by the start-up print. */
enum Setting {
    HOST("127.0.0.1", "address", "address to listen on", HydrantConfig::host),
    PORT("4566", "port", "port to listen on; 0 picks a free one and prints it", c -> Integer.toString(c.port())),
    ACCOUNT_ID("000000000000", "12 digits", "account of requests that name none", c -> c.account()
            .value()),
    REGION("us-east-1", "name", "Region of requests that name none", c -> c.region()
            .value()),
    KMS_ENDPOINT("", "URL", "another KMS, real AWS included; the embedded one without it", c -> c.kmsEndpoint()
            .map(URI::toString)
            .orElse("")),
    S3_ENDPOINT("", "URL", "another S3, real AWS included; the embedded one without it", c -> c.s3Endpoint()
            .map(URI::toString)
            .orElse("")),
    LAMBDA_ENDPOINT(
            "",
            "URL",
            "a Lambda API, real AWS included; asked for the functions that the resources do not name",
            c -> c.lambdaEndpoint().map(URI::toString).orElse("")),
    KINESIS_ENDPOINT(
            "", "URL", "another Kinesis, real AWS included; the embedded one without it", c -> c.kinesisEndpoint()
                    .map(URI::toString)
                    .orElse("")),
    CREATE_DURATION("0ms", "20s", "duration", "how long CREATING lasts", c -> DurationText.write(c.createDuration())),
    DELETE_DURATION("0ms", "20s", "duration", "how long DELETING lasts", c -> DurationText.write(c.deleteDuration())),
    START_ENCRYPTION_DURATION(
            "500ms",
            "10s",
            "duration",
            "how long ENABLING lasts",
            c -> DurationText.write(c.startEncryptionDuration())),
    STOP_ENCRYPTION_DURATION(
            "500ms",
            "10s",
            "duration",
            "how long DISABLING lasts",
            c -> DurationText.write(c.stopEncryptionDuration())),
    ENCRYPTION_LAG(
            "1s",
            "5s",
            "duration",
            "from ENABLED until records are encrypted, and the reverse",
            c -> DurationText.write(c.encryptionLag())),
    TIMINGS("fast", "fast|aws", "aws: realistic values for the five durations above", c -> lower(c.timings())),
    CALLER_KMS_CHECK(
            "report",
            "enforce|report|off",
            "the 2026 rule for callers of PutRecord on streams with a customer managed key",
            c -> lower(c.callerKmsCheck())),
    LIMITS("relaxed", "relaxed|strict", "strict: AWS's quotas of rate hold too", c -> lower(c.limits())),
    STRICT(
            "false",
            "true|false",
            "true: refuse a stream that asks for something not implemented, instead of accepting it with a warning",
            c -> Boolean.toString(c.strict())),
    BUFFER_BYTES(
            "",
            "bytes",
            "total of buffered records, their bytes and 32 each, such as 256MiB; a quarter of the heap without it",
            c -> Long.toString(c.bufferBytes())),
    S3_BYTES(
            "",
            "bytes",
            "how much the embedded S3 keeps in memory, such as 256MiB; a quarter of the heap without it",
            c -> Long.toString(c.s3Bytes())),
    RECEIVED_BYTES(
            "64MiB",
            "bytes",
            "how much the receivers inside Hydrant keep, such as 64MiB, at most a sixteenth of the heap; the oldest goes first",
            c -> Long.toString(c.receivedBytes())),
    PARTITIONS(
            "500",
            "number",
            "how many partitions of a stream may be active at the same time",
            c -> Integer.toString(c.partitions())),
    CONTROL("on", "on|off", "off: the control API answers 404, except health", c -> c.control() ? "on" : "off"),
    ALLOWED_ORIGINS(
            "",
            "origins",
            "web pages that may call, such as https://app.example:3000, separated by commas, or *; those of this"
                    + " machine without it",
            c -> c.allowedOrigins().toString()),
    ALLOWED_HOSTS(
            "",
            "names",
            "more host names that the control API answers to, separated by commas",
            c -> String.join(",", c.allowedHosts())),
    S3_DIR(
            "",
            "folder",
            "keep the objects of the embedded S3 as plain files under this folder; in memory without it",
            c -> c.s3Dir().map(Path::toString).orElse("")),
    DATA_DIR(
            "",
            "folder",
            "keep everything in this folder, acknowledged records included; in memory without it",
            c -> c.dataDir().map(Path::toString).orElse("")),
    STORE(
            "",
            "memory|file|URL",
            "where state and records are: in memory, with HYDRANT_DATA_DIR in its folder, or in the PostgreSQL of a URL that"
                    + " begins with jdbc:postgresql:, which several nodes share",
            c -> c.store().map(Setting::withoutPassword).orElse("")),
    NODE_ADDRESS(
            "",
            "host:port",
            "where other nodes reach this one; HYDRANT_HOST without it, or the address that the database sees if that is every"
                    + " address",
            c -> c.nodeAddress().orElse("")),
    RESOURCES(
            "",
            "file or JSON",
            "what AWS names mean here: a JSON file, or JSON itself when it begins with {",
            c -> c.resources().map(Setting::fileOrJson).orElse("")),
    SEED_FILE(
            "",
            "file",
            "callers, keys, aliases, policies, buckets, Kinesis streams and streams to create at start (JSON)",
            c -> c.seedFile().map(Path::toString).orElse("")),
    LOG_LEVEL("info", "trace|debug|info|warn|error|off", "least severity that is logged", c -> lower(c.logLevel()));

    private static final String PREFIX = "HYDRANT_";

    private final String fallback;
    private final String awsFallback;
    private final String unit;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // a method reference without state
    private final Function<HydrantConfig, String> shown;

    Setting(String fallback, String unit, String meaning, Function<HydrantConfig, String> shown) {
        this(fallback, fallback, unit, meaning, shown);
    }

    /** A setting whose default depends on the timings. */
    Setting(String fallback, String awsFallback, String unit, String meaning, Function<HydrantConfig, String> shown) {
        this.fallback = fallback;
        this.awsFallback = awsFallback;
        this.unit = unit;
        this.meaning = meaning;
        this.shown = shown;
    }

    /** Settings are shown at the start, and passwords are not. */
    private static String withoutPassword(String url) {
        return url.replaceAll("(?i)(password=)[^&]*", "$1***");
    }

    /** The environment variable. */
    String variable() {
        return PREFIX + name();
    }

    /** The key in a properties file. */
    String property() {
        return variable().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** The option of the command line. */
    String option() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The value when none is set; empty for none. */
    String fallback(HydrantConfig.Timings timings) {
        return timings == HydrantConfig.Timings.AWS ? awsFallback : fallback;
    }

    String unit() {
        return unit;
    }

    String meaning() {
        return meaning;
    }

    /** The value in {@code config}, as text. */
    String shown(HydrantConfig config) {
        return shown.apply(config);
    }

    static Optional<Setting> ofVariable(String name) {
        return find(Setting::variable, name);
    }

    static Optional<Setting> ofProperty(String name) {
        return find(Setting::property, name);
    }

    static Optional<Setting> ofOption(String name) {
        return find(Setting::option, name);
    }

    private static Optional<Setting> find(Function<Setting, String> spelling, String name) {
        for (Setting setting : values()) {
            if (spelling.apply(setting).equals(name)) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }

    /** JSON may hold the password of a database, which a start does not print. */
    private static String fileOrJson(String resources) {
        return resources.startsWith("{") ? "{…}" : resources;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
