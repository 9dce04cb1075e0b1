package io.hydrant.protocol;

import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.Region;
import io.hydrant.aws.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SignatureParserTest {
    private static final String V4 =
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261123/eu-west-1/firehose/aws4_request, "
                    + "SignedHeaders=host;x-amz-date, Signature=0123456789abcdef";

    private static TestHead signed(String authorization) {
        return TestHead.post().with("X-Amz-Date", "20261123T000000Z").with("Authorization", authorization);
    }

    private static Signature signature(String key, String region, String service) {
        return new Signature(
                key, region.isEmpty() ? Optional.empty() : Optional.of(new Region(region)), service, Optional.empty());
    }

    @Test
    void acceptsAnUnsignedRequest() {
        assertThat(SignatureParser.parse(TestHead.post())).isEmpty();
        assertThat(SignatureParser.parse(TestHead.post().query("list-type=2&prefix=a%zz")))
                .isEmpty();
    }

    @Test
    void readsVersion4() {
        assertThat(SignatureParser.parse(signed(V4))).hasValue(signature("AKIDEXAMPLE", "eu-west-1", "firehose"));
        assertThat(SignatureParser.parse(signed(V4.replace(", ", ","))))
                .hasValue(signature("AKIDEXAMPLE", "eu-west-1", "firehose"));
    }

    @Test
    void readsTheSessionTokenOfEachRequestAnew() {
        assertThat(SignatureParser.parse(signed(V4).with("X-Amz-Security-Token", "one"))
                        .flatMap(Signature::sessionToken))
                .hasValue("one");
        assertThat(SignatureParser.parse(signed(V4)).flatMap(Signature::sessionToken))
                .isEmpty();
        assertThat(SignatureParser.parse(signed(V4).with("X-Amz-Security-Token", "two"))
                        .flatMap(Signature::sessionToken))
                .hasValue("two");
    }

    @Test
    void readsVersion4aWithoutARegion() {
        assertThat(SignatureParser.parse(signed("AWS4-ECDSA-P256-SHA256 Credential=AKID/20261123/s3/aws4_request, "
                        + "SignedHeaders=host, Signature=00")))
                .hasValue(signature("AKID", "", "s3"));
    }

    @Test
    void readsVersion2() {
        assertThat(SignatureParser.parse(TestHead.post().with("Authorization", "AWS AKID:c2ln")))
                .hasValue(signature("AKID", "", ""));
        assertThat(SignatureParser.parse(TestHead.post().query("AWSAccessKeyId=AKID&Expires=1&Signature=c2ln")))
                .hasValue(signature("AKID", "", ""));
    }

    @Test
    void readsAPresignedQuery() {
        assertThat(SignatureParser.parse(TestHead.post()
                        .query("X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKID%2F20261123%2Fus-east-1%2Fsts%2F"
                                + "aws4_request&X-Amz-Security-Token=a%2Bb&X-Amz-Signature=00")))
                .hasValue(new Signature("AKID", Optional.of(new Region("us-east-1")), "sts", Optional.of("a+b")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            AUTHORIZATION | SENTENCES
            AWS4-HMAC-SHA256 SignedHeaders=h, Signature=0 | Authorization header requires 'Credential' parameter.
            AWS4-HMAC-SHA256 Credential=A/1/r/s/t, SignedHeaders=h | Authorization header requires 'Signature' parameter.
            AWS4-HMAC-SHA256 Credential=A/1/r/s/t, Signature=0 | Authorization header requires 'SignedHeaders' parameter.
            AWS4-HMAC-SHA256 Credential=, Signature=0 | Authorization header requires 'Credential' parameter. Authorization header requires 'SignedHeaders' parameter.
            """)
    void namesEachMissingPart(String authorization, String sentences) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> SignatureParser.parse(signed(authorization)))
                .satisfies(e -> {
                    assertThat(e.error().code()).isEqualTo("IncompleteSignatureException");
                    assertThat(e.error().message()).hasValue(sentences + " Authorization=" + authorization);
                });
    }

    @Test
    void asksForADate() {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> SignatureParser.parse(TestHead.post().with("Authorization", V4)))
                .satisfies(e -> assertThat(e.error().message())
                        .hasValue(
                                "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
                                        + "Authorization=" + V4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "A/1/r/s", "A/1/r/s/t/u", "/1/r/s/t", "A/1//s/t"})
    void refusesACredentialOfTheWrongForm(String credential) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> SignatureParser.parse(
                        signed("AWS4-HMAC-SHA256 Credential=" + credential + ", SignedHeaders=h, Signature=0")))
                .satisfies(e -> assertThat(e.error().code()).isEqualTo("IncompleteSignatureException"));
    }

    @Test
    void refusesTwoSignatures() {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> SignatureParser.parse(signed(V4).query("X-Amz-Algorithm=AWS4-HMAC-SHA256")))
                .satisfies(e -> {
                    assertThat(e.error().code()).isEqualTo("InvalidSignatureException");
                    assertThat(e.error().message())
                            .hasValue("Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP"
                                    + " header.");
                });
    }
}
