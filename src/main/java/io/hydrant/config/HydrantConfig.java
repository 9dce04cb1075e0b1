package io.hydrant.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;

/**
 * Everything that can be set, with its value.
 *
 * @param host the address to listen on
 * @param port the port; 0 picks a free one
 * @param account the account of requests that do not say
 * @param region the Region of requests that do not say
 * @param kmsEndpoint another KMS; empty for the embedded one
 * @param s3Endpoint another S3; empty for the embedded one
 * @param lambdaEndpoint the Lambda that knows the functions that the resources do not name; empty for none
 * @param kinesisEndpoint another Kinesis; empty for the embedded one
 * @param createDuration how long {@code CREATING} lasts
 * @param deleteDuration how long {@code DELETING} lasts
 * @param startEncryptionDuration how long {@code ENABLING} lasts
 * @param stopEncryptionDuration how long {@code DISABLING} lasts
 * @param encryptionLag from {@code ENABLED} until records are encrypted, and the reverse
 * @param timings the set of durations that the five above default to
 * @param callerKmsCheck what becomes of callers that may not use the stream's key
 * @param limits which quotas hold
 * @param strict whether a request for something not implemented is refused
 * @param bufferBytes the total of buffered records: their bytes, and 32 for each
 * @param s3Bytes how much the embedded S3 keeps in memory, in bytes
 * @param receivedBytes how much the receivers inside Hydrant keep, in bytes
 * @param partitions how many partitions of a stream may be active, 1 or more
 * @param control whether the control API answers
 * @param allowedOrigins which web pages may call, beside those of this machine
 * @param allowedHosts names that the control API answers to, beside those that nobody else can own
 * @param s3Dir where the embedded S3 keeps its objects; empty for memory
 * @param dataDir where everything is kept; empty for memory
 * @param store the URL of an engine that several nodes share; empty for one process
 * @param nodeAddress where other nodes reach this one; empty for the host, or what the engine sees if that is every address
 * @param resources what AWS names mean here: the name of a file, or JSON
 * @param seedFile what to create at start
 * @param logLevel the least severity that is logged
 */
public record HydrantConfig(
        String host,
        int port,
        AccountId account,
        Region region,
        Optional<URI> kmsEndpoint,
        Optional<URI> s3Endpoint,
        Optional<URI> lambdaEndpoint,
        Optional<URI> kinesisEndpoint,
        Duration createDuration,
        Duration deleteDuration,
        Duration startEncryptionDuration,
        Duration stopEncryptionDuration,
        Duration encryptionLag,
        Timings timings,
        CallerKmsCheck callerKmsCheck,
        Limits limits,
        boolean strict,
        long bufferBytes,
        long s3Bytes,
        long receivedBytes,
        int partitions,
        boolean control,
        AllowedOrigins allowedOrigins,
        List<String> allowedHosts,
        Optional<Path> s3Dir,
        Optional<Path> dataDir,
        Optional<String> store,
        Optional<String> nodeAddress,
        Optional<String> resources,
        Optional<Path> seedFile,
        LogLevel logLevel) {

    public HydrantConfig {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(kmsEndpoint, "kmsEndpoint");
        Objects.requireNonNull(s3Endpoint, "s3Endpoint");
        Objects.requireNonNull(lambdaEndpoint, "lambdaEndpoint");
        Objects.requireNonNull(kinesisEndpoint, "kinesisEndpoint");
        Objects.requireNonNull(createDuration, "createDuration");
        Objects.requireNonNull(deleteDuration, "deleteDuration");
        Objects.requireNonNull(startEncryptionDuration, "startEncryptionDuration");
        Objects.requireNonNull(stopEncryptionDuration, "stopEncryptionDuration");
        Objects.requireNonNull(encryptionLag, "encryptionLag");
        Objects.requireNonNull(timings, "timings");
        Objects.requireNonNull(callerKmsCheck, "callerKmsCheck");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(allowedOrigins, "allowedOrigins");
        allowedHosts = List.copyOf(allowedHosts);
        Objects.requireNonNull(s3Dir, "s3Dir");
        Objects.requireNonNull(dataDir, "dataDir");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(nodeAddress, "nodeAddress");
        Objects.requireNonNull(resources, "resources");
        Objects.requireNonNull(seedFile, "seedFile");
        Objects.requireNonNull(logLevel, "logLevel");
    }

    /** Sets of durations. */
    public enum Timings {
        /** Nothing takes longer than a test can wait. */
        FAST,
        /** About as long as on AWS. */
        AWS
    }

    /** The rule of 2026 for callers of PutRecord on streams with a customer managed key. */
    public enum CallerKmsCheck {
        /** A caller without the permissions is refused. */
        ENFORCE,
        /** Unauthorized callers are allowed; Hydrant logs a warning and records an event. */
        REPORT,
        /** The permissions are not checked. */
        OFF
    }

    /** Which quotas hold, beside those of the API itself. */
    public enum Limits {
        /** No quotas of rate. */
        RELAXED,
        /** AWS's quotas of rate. */
        STRICT
    }

    /** Severities of the log. */
    public enum LogLevel {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR,
        OFF
    }

    /** What holds when nothing is set. */
    public static HydrantConfig defaults() {
        if (Settings.parse(Map.of(), List.of()) instanceof Settings.Result.Run run) {
            return run.config();
        }
        throw new IllegalStateException("The defaults are refused");
    }

    /** Every setting that differs from its default, as {@code NAME=value}, in the order of the table. */
    public List<String> differences() {
        HydrantConfig defaults = defaults();
        return Arrays.stream(Setting.values())
                .filter(setting -> !setting.shown(this).equals(setting.shown(defaults)))
                .map(setting -> setting.variable() + '=' + setting.shown(this))
                .toList();
    }
}
