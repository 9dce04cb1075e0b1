package io.hydrant.service.kinesis.remote;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;

import io.hydrant.aws.Scope;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSupplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Clients of another Kinesis. AWS itself is called with the SDK's chain of credentials; any other endpoint with those of the system
 * properties or the environment, and without any with the account id as access key id, which emulators take for the account. Then no
 * profile is read.
 */
final class Clients {
    private static final Duration CONNECT_TIME = Duration.ofSeconds(2);
    private static final Duration READ_TIME = Duration.ofSeconds(8);
    private static final ProfileFileSupplier NO_PROFILES =
            ProfileFileSupplier.fixedProfileFile(ProfileFile.aggregator().build());

    private Clients() {}

    /** Whether it is AWS's own. */
    static boolean isAws(URI endpoint) {
        String host = String.valueOf(endpoint.getHost()).toLowerCase(Locale.ROOT);
        return host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn");
    }

    static KinesisClient build(URI endpoint, Scope scope) {
        boolean aws = isAws(endpoint);
        return KinesisClient.builder()
                .defaultsMode(DefaultsMode.LEGACY) // "auto" of the environment would ask the machine where it is
                .endpointOverride(endpoint)
                .region(Region.of(scope.region().value()))
                .credentialsProvider(credentials(aws, scope))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_TIME)
                        .socketTimeout(READ_TIME))
                .overrideConfiguration(o -> o.apiCallTimeout(READ_TIME.plus(CONNECT_TIME))
                        .retryStrategy(retries -> retries.maxAttempts(1))
                        .defaultProfileFileSupplier(aws ? ProfileFileSupplier.defaultSupplier() : NO_PROFILES))
                .build();
    }

    private static AwsCredentialsProvider credentials(boolean aws, Scope scope) {
        if (aws) {
            return DefaultCredentialsProvider.builder().build();
        }
        return AwsCredentialsProviderChain.of(
                SystemPropertyCredentialsProvider.create(),
                EnvironmentVariableCredentialsProvider.create(),
                StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(scope.account().value(), "hydrant")));
    }
}
