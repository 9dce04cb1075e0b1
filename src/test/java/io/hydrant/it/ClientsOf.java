package io.hydrant.it;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.hydrant.Hydrant;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** Unmodified AWS clients of one account and Region, pointed at a Hydrant. The one place that chooses the endpoint. */
final class ClientsOf implements AutoCloseable {
    static final String DEFAULT_ACCOUNT = "000000000000";

    final FirehoseClient firehose;
    final KmsClient kms;
    final StsClient sts;
    final S3Client s3;

    private final URI endpoint;
    private final AwsCredentials credentials;
    private final Region region;
    private final AtomicReference<String> lastFirehoseBody = new AtomicReference<>("");

    private ClientsOf(URI endpoint, AwsCredentials credentials, Region region) {
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.region = region;
        this.firehose = configured(FirehoseClient.builder(), credentials)
                .overrideConfiguration(c -> c.addExecutionInterceptor(new BodyKeeper(lastFirehoseBody)))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        this.kms = configured(KmsClient.builder(), credentials)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        this.s3 = configured(S3Client.builder(), credentials)
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        this.sts = configured(StsClient.builder(), credentials)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** Clients of the default account and Region. */
    static ClientsOf defaults(Hydrant hydrant) {
        return account(hydrant, DEFAULT_ACCOUNT, hydrant.region());
    }

    /** Clients of the default account, pointed at a server that is not in this process. */
    static ClientsOf defaults(URI endpoint, String region) {
        return new ClientsOf(endpoint, AwsBasicCredentials.create(DEFAULT_ACCOUNT, "secret"), Region.of(region));
    }

    /** Clients of the root user of {@code account}. */
    static ClientsOf account(Hydrant hydrant, String account, String region) {
        return new ClientsOf(hydrant.endpoint(), AwsBasicCredentials.create(account, "secret"), Region.of(region));
    }

    /** The same endpoint and Region for somebody else. */
    ClientsOf as(AwsCredentials credentials) {
        return new ClientsOf(endpoint, credentials, region);
    }

    /** A client of Kinesis, for the caller to close. */
    KinesisClient kinesis() {
        return configured(KinesisClient.builder(), credentials)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** The last success body that Firehose answered, as it came over the socket. */
    String lastFirehoseBody() {
        return lastFirehoseBody.get();
    }

    private <B extends AwsClientBuilder<B, C>, C> B configured(B builder, AwsCredentials credentials) {
        return builder.endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(credentials));
    }

    @Override
    public void close() {
        firehose.close();
        kms.close();
        sts.close();
        s3.close();
    }

    private record BodyKeeper(AtomicReference<String> kept) implements ExecutionInterceptor {
        @Override
        public Optional<InputStream> modifyHttpResponseContent(
                Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            return context.responseBody().map(body -> {
                try {
                    byte[] bytes = body.readAllBytes();
                    if (context.httpResponse().isSuccessful()) {
                        kept.set(new String(bytes, StandardCharsets.UTF_8));
                    }
                    return new ByteArrayInputStream(bytes);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
