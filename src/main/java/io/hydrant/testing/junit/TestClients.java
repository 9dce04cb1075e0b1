package io.hydrant.testing.junit;

import java.net.URI;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseAsyncClient;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The AWS clients that a test may ask for. A client's library is looked at only when a test asks for that client. */
final class TestClients {
    private static final String SERVICES = "software.amazon.awssdk.services.";

    private static final Map<String, Function<Target, SdkClient>> FACTORIES = Map.of(
            SERVICES + "firehose.FirehoseClient",
                    target -> target.point(FirehoseClient.builder()).build(),
            SERVICES + "firehose.FirehoseAsyncClient",
                    target -> target.point(FirehoseAsyncClient.builder()).build(),
            SERVICES + "kms.KmsClient",
                    target -> target.point(KmsClient.builder()).build(),
            SERVICES + "s3.S3Client",
                    target -> target.point(S3Client.builder())
                            .forcePathStyle(true)
                            .build());

    private TestClients() {}

    static boolean isOne(String type) {
        return FACTORIES.containsKey(type);
    }

    /** A client of the root user of {@code account}. */
    static SdkClient create(String type, URI endpoint, String region, String account) {
        try {
            return FACTORIES
                    .getOrDefault(type, target -> {
                        throw new IllegalArgumentException(type);
                    })
                    .apply(new Target(endpoint, region, account));
        } catch (NoClassDefFoundError e) {
            throw new ParameterResolutionException(
                    "A library of " + type + " is missing on the class path: " + e.getMessage(), e);
        }
    }

    private record Target(URI endpoint, String region, String account) {
        <B extends AwsClientBuilder<B, C>, C> B point(B builder) {
            return builder.endpointOverride(endpoint)
                    .region(Region.of(region))
                    .credentialsProvider(
                            StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")));
        }
    }

    /** Closed by JUnit after the test. */
    @SuppressWarnings("deprecation") // a JUnit before 5.13 closes nothing else
    record Closing(SdkClient client) implements Store.CloseableResource, AutoCloseable {
        @Override
        public void close() {
            client.close();
        }
    }
}
