package io.hydrant.service.lambda.remote;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.hydrant.aws.Scope;
import io.hydrant.service.lambda.FunctionException;
import io.hydrant.service.lambda.FunctionException.Failure;
import io.hydrant.service.lambda.Invocation;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * Signs requests to a Lambda API as the AWS SDK does. AWS itself is called with the SDK's chain of credentials; any other endpoint
 * with those of the system properties or the environment, and without any with the account id as access key id, which emulators
 * take for the account. Thread-safe.
 */
final class Signer {
    /** Java's client writes these itself. */
    private static final Set<String> OF_THE_CLIENT = Set.of("host", "content-length", "content-type");

    /** The headers that sign the event of {@code invocation}. */
    Map<String, List<String>> headers(URI url, Invocation invocation) {
        try {
            return Sdk.headers(url, invocation);
        } catch (SdkException e) {
            throw new FunctionException(
                    Failure.ACCESS_DENIED,
                    "No credentials to call " + Classification.where(url) + " with ("
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + ").");
        }
    }

    /** Loaded with the first call. */
    private static final class Sdk {
        private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();
        private static final AwsCredentialsProvider AWS =
                DefaultCredentialsProvider.builder().build();
        private static final AwsCredentialsProvider OTHERS = AwsCredentialsProviderChain.of(
                SystemPropertyCredentialsProvider.create(), EnvironmentVariableCredentialsProvider.create());

        static Map<String, List<String>> headers(URI url, Invocation invocation) {
            String region = invocation
                    .function()
                    .region()
                    .orElse(invocation.caller().region().value());
            SdkHttpRequest request = SdkHttpRequest.builder()
                    .method(SdkHttpMethod.POST)
                    .uri(url)
                    .putHeader("Content-Type", "application/json")
                    .putHeader("X-Amz-Invocation-Type", "RequestResponse")
                    .build();
            Map<String, List<String>> signed =
                    new LinkedHashMap<>(SIGNER.sign(r -> r.identity(credentials(url, invocation.caller()))
                                    .request(request)
                                    .payload(() -> new ByteArrayInputStream(invocation.event(), 0, invocation.length()))
                                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                                    .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                            .request()
                            .headers());
            signed.keySet()
                    .removeIf(name -> OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))
                            || name.equalsIgnoreCase("X-Amz-Invocation-Type"));
            return signed;
        }

        private static AwsCredentials credentials(URI url, Scope caller) {
            String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
            if (host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn")) {
                return AWS.resolveCredentials();
            }
            try {
                return OTHERS.resolveCredentials();
            } catch (SdkException e) {
                return StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(caller.account().value(), "hydrant"))
                        .resolveCredentials();
            }
        }
    }
}
