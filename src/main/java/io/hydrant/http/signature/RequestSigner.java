package io.hydrant.http.signature;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.hydrant.aws.AccountId;
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
 * Signs requests as the AWS SDK does. AWS itself is called with the SDK's chain of credentials; any other server with those of the
 * system properties or the environment, and without any with the account id as access key id, which emulators take for the
 * account. Thread-safe.
 */
public final class RequestSigner {
    /**
     * The headers of the signature, without those that {@code request} has itself and the host.
     *
     * @param service as the signature names it, such as {@code lambda}
     * @param caller whose account other servers than AWS are told
     */
    public Map<String, List<String>> headers(UnsignedRequest request, String service, String region, AccountId caller)
            throws SigningException {
        try {
            Map<String, List<String>> signed = new LinkedHashMap<>(Sdk.sign(request, service, region, caller));
            signed.keySet()
                    .removeIf(name -> name.equalsIgnoreCase("Host")
                            || name.equalsIgnoreCase("Content-Length")
                            || request.headers().keySet().stream().anyMatch(name::equalsIgnoreCase));
            return signed;
        } catch (SdkException e) {
            throw new SigningException(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
        }
    }

    /** Whether {@code url} goes to AWS. */
    public static boolean isAws(URI url) {
        String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
        return host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn");
    }

    /** Loaded with the first call. */
    private static final class Sdk {
        private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();
        private static final AwsCredentialsProvider AWS =
                DefaultCredentialsProvider.builder().build();
        private static final AwsCredentialsProvider OTHERS = AwsCredentialsProviderChain.of(
                SystemPropertyCredentialsProvider.create(), EnvironmentVariableCredentialsProvider.create());

        static Map<String, List<String>> sign(
                UnsignedRequest unsigned, String service, String region, AccountId caller) {
            SdkHttpRequest.Builder request =
                    SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(unsigned.url());
            unsigned.headers().forEach(request::putHeader);
            return SIGNER.sign(r -> r.identity(credentials(unsigned, caller))
                            .request(request.build())
                            .payload(() -> new ByteArrayInputStream(unsigned.body(), 0, unsigned.length()))
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                            .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                    .request()
                    .headers();
        }

        private static AwsCredentials credentials(UnsignedRequest request, AccountId caller) {
            if (request.goesToAws()) {
                return AWS.resolveCredentials();
            }
            try {
                return OTHERS.resolveCredentials();
            } catch (SdkException e) {
                return StaticCredentialsProvider.create(AwsBasicCredentials.create(caller.value(), "hydrant"))
                        .resolveCredentials();
            }
        }
    }
}
