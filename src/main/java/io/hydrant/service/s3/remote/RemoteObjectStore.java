package io.hydrant.service.s3.remote;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import io.hydrant.aws.Scope;
import io.hydrant.service.s3.NewObject;
import io.hydrant.service.s3.ObjectBody;
import io.hydrant.service.s3.ObjectStore;
import io.hydrant.service.s3.S3Exception;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSupplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Another S3, called with the SDK's client. A client is built on the first object for its account and Region; requests are path
 * style and carry the ordinary headers only: no trailing checksums and no ACL, which many stores do not take. On AWS a bucket
 * of another account therefore owns an object only by its own setting of object ownership.
 *
 * <p>AWS itself is called with the SDK's chain of credentials; any other endpoint with those of the system properties or
 * the environment, and without any with the account id as access key id, which emulators take for the account. Then no profile is
 * read: one may name a role or a program, and so somebody else to ask. Thread-safe.
 */
public final class RemoteObjectStore implements ObjectStore, AutoCloseable {
    private static final Duration CONNECT_TIME = Duration.ofSeconds(2);
    private static final Duration READ_TIME = Duration.ofSeconds(30);
    private static final Duration ATTEMPT_TIME = Duration.ofMinutes(2);
    private static final Duration CALL_TIME = Duration.ofMinutes(3);
    private static final int ATTEMPTS = 2;
    private static final ProfileFileSupplier NO_PROFILES =
            ProfileFileSupplier.fixedProfileFile(ProfileFile.aggregator().build());

    private final URI endpoint;
    private final boolean aws;
    private final Map<Scope, S3Client> clients = new ConcurrentHashMap<>();

    /** Nothing is connected until the first object. */
    public RemoteObjectStore(URI endpoint) {
        Objects.requireNonNull(S3Client.class, "S3Client"); // a missing library is told now, not with the first object
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
        this.aws = isAws(String.valueOf(endpoint.getHost()).toLowerCase(Locale.ROOT));
    }

    /** Whether {@code host}, in lower case, is AWS's own. */
    static boolean isAws(String host) {
        return host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn");
    }

    /**
     * {@inheritDoc}
     *
     * @throws S3Exception what the other side answered; 503 {@code ConnectionFailed} when it did not answer
     */
    @Override
    public void put(NewObject object) {
        try {
            clients.computeIfAbsent(object.scope(), this::build).putObject(request(object), body(object));
        } catch (SdkException e) {
            throw Failures.of(e, endpoint);
        }
    }

    private static PutObjectRequest request(NewObject object) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(object.bucket())
                .key(object.key())
                .contentType(object.contentType());
        object.contentEncoding().ifPresent(request::contentEncoding);
        object.kmsKeyArn().ifPresent(key -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId(key));
        return request.build();
    }

    private static RequestBody body(NewObject object) {
        ObjectBody body = object.body();
        ContentStreamProvider bytes = ContentStreamProvider.fromInputStreamSupplier(body::open);
        return RequestBody.fromContentProvider(bytes, body.length(), object.contentType());
    }

    private S3Client build(Scope scope) {
        return S3Client.builder()
                .defaultsMode(DefaultsMode.LEGACY) // "auto" of the environment would ask the machine where it is
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.of(scope.region().value()))
                .credentialsProvider(credentials(scope))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .serviceConfiguration(S3Configuration.builder()
                        .chunkedEncodingEnabled(false)
                        .expectContinueEnabled(false)
                        .build())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_TIME)
                        .socketTimeout(READ_TIME))
                .overrideConfiguration(o -> o.apiCallTimeout(CALL_TIME)
                        .apiCallAttemptTimeout(ATTEMPT_TIME)
                        .retryStrategy(retries -> retries.maxAttempts(ATTEMPTS))
                        .defaultProfileFileSupplier(aws ? ProfileFileSupplier.defaultSupplier() : NO_PROFILES))
                .build();
    }

    private AwsCredentialsProvider credentials(Scope scope) {
        if (aws) {
            return DefaultCredentialsProvider.builder().build();
        }
        return AwsCredentialsProviderChain.of(
                SystemPropertyCredentialsProvider.create(),
                EnvironmentVariableCredentialsProvider.create(),
                StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(scope.account().value(), "hydrant")));
    }

    @Override
    public void close() {
        clients.values().forEach(S3Client::close);
        clients.clear();
    }
}
