package io.hydrant.it;

import java.util.function.Consumer;

import io.hydrant.Hydrant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;

import static io.hydrant.it.Workbench.kmsRefusal;
import static org.assertj.core.api.Assertions.assertThat;

/** Keys and aliases that AWS was recorded to refuse in September 2026, in its words. */
class KmsRecordedRefusalsIT {
    private static final String ROOT =
            "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::000000000000:root\"},"
                    + "\"Action\":\"kms:*\",\"Resource\":\"*\"}";

    private Hydrant hydrant;
    private ClientsOf clients;

    @BeforeEach
    void start() {
        hydrant = Hydrant.start();
        clients = ClientsOf.defaults(hydrant);
    }

    @AfterEach
    void stop() {
        clients.close();
        hydrant.close();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ML_DSA_44 | SIGN_VERIFY     | EXTERNAL | ValidationException           | KeySpec ML_DSA_44 is not supported for Origin EXTERNAL
            SM2       | SIGN_VERIFY     | AWS_KMS  | UnsupportedOperationException | KeySpec SM2 is not supported in this Region
            HMAC_256  | ENCRYPT_DECRYPT | AWS_KMS  | ValidationException           | KeyUsage ENCRYPT_DECRYPT is not compatible with KeySpec HMAC_256
            """)
    void aKeyThatAwsDoesNotMakeIsRefused(String spec, String usage, String origin, String code, String text) {
        assertThat(refusal(r -> r.keySpec(spec).keyUsage(usage).origin(origin))).isEqualTo(code + ": " + text);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            "Action":"kms:*"           | "Action":"kms:Encrypt" | The new key policy will not allow you to update the key policy in the future.
            "Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:root"} | "Effect":"Allow" | Policy contains a statement with no principal.
            """)
    void aKeyPolicyThatAwsDoesNotTakeIsRefused(String part, String instead, String text) {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[" + ROOT.replace(part, instead) + "]}";

        assertThat(refusal(r -> r.policy(policy))).isEqualTo("MalformedPolicyDocumentException: " + text);
    }

    @Test
    void aKeyPolicyHasLatinCharactersOnly() {
        String policy = "{\"Version\":\"2012-10-17\",\"Id\":\"鍵\",\"Statement\":[" + ROOT + "]}";

        assertThat(refusal(r -> r.policy(policy)))
                .startsWith("ValidationException: 1 validation error detected: Value '{")
                .endsWith("at 'policy' failed to satisfy constraint: Member must satisfy regular expression pattern:"
                        + " [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");
    }

    @Test
    void anAliasIsTheCustomersAndItsKeyInTheRegion() {
        String key = clients.kms.createKey().keyMetadata().arn();

        assertThat(kmsRefusal(() -> clients.kms.createAlias(
                        r -> r.aliasName("alias/aws/mine").targetKeyId(key))))
                .isEqualTo(
                        "NotAuthorizedException: The alias name for a customer managed CMK cannot begin with alias/aws/.");
        assertThat(kmsRefusal(() -> clients.kms.createAlias(
                        r -> r.aliasName("alias/mine").targetKeyId(key.replace("us-east-1", "eu-west-1")))))
                .isEqualTo("NotFoundException: Invalid arn eu-west-1");
    }

    private String refusal(Consumer<CreateKeyRequest.Builder> request) {
        return kmsRefusal(() -> clients.kms.createKey(request));
    }
}
