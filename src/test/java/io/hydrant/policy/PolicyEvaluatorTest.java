package io.hydrant.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PolicyEvaluatorTest {
    private static final AccountId HOME = new AccountId("111111111111");
    private static final String KEY = "arn:aws:kms:us-east-1:111111111111:key/k";
    private static final Map<String, List<String>> CONTEXT = Map.of(
            "kms:ViaService", List.of("firehose.us-east-1.amazonaws.com"),
            "kms:CallerAccount", List.of("111111111111"),
            "kms:GrantIsForAWSResource", List.of("true"),
            "kms:EncryptionContext:aws:firehose:arn",
                    List.of("arn:aws:firehose:us-east-1:111111111111:deliverystream/s"),
            "kms:GrantOperations", List.of("Encrypt", "Decrypt"),
            "kms:RotationPeriodInDays", List.of("180"),
            "aws:CurrentTime", List.of("2026-06-01T00:00:00Z"));

    private static Caller ann() {
        return new Caller("arn:aws:iam::111111111111:user/ann", HOME, Optional.empty(), Optional.empty());
    }

    private static Caller session() {
        return new Caller(
                "arn:aws:sts::111111111111:assumed-role/writer/s1",
                HOME,
                Optional.of("arn:aws:iam::111111111111:role/writer"),
                Optional.empty());
    }

    private static Principal who(String name) {
        return switch (name) {
            case "ann" -> new Principal.Identity(ann());
            case "root" -> new Principal.Identity(Caller.root(HOME));
            case "session" -> new Principal.Identity(session());
            case "stranger" -> new Principal.Identity(Caller.root(new AccountId("222222222222")));
            default -> new Principal.Service(name);
        };
    }

    private static PolicyDocument statement(String effect, String rest) {
        return PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect + "\","
                + rest.replace('\'', '"') + "}}");
    }

    private static Decision decide(Principal who, PolicyDocument policy, List<PolicyDocument> identities) {
        return PolicyEvaluator.decide(new PolicyRequest(who, "kms:Decrypt", KEY, CONTEXT), policy, HOME, identities);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    root     | {'AWS':'111111111111'}                                    | ALLOWED
                    ann      | {'AWS':'arn:aws:iam::111111111111:root'}                  | NOT_ALLOWED_BY_IDENTITY_POLICY
                    ann      | {'AWS':'arn:aws:iam::111111111111:user/ann'}              | ALLOWED
                    ann      | {'AWS':'arn:aws:iam::111111111111:user/bob'}              | NOT_ALLOWED_BY_RESOURCE_POLICY
                    session  | {'AWS':'arn:aws:iam::111111111111:role/writer'}           | ALLOWED
                    session  | {'AWS':'arn:aws:sts::111111111111:assumed-role/writer/s1'}| ALLOWED
                    session  | {'AWS':'arn:aws:sts::111111111111:assumed-role/writer/s2'}| NOT_ALLOWED_BY_RESOURCE_POLICY
                    stranger | '*'                                                       | ALLOWED
                    stranger | {'AWS':['222222222222']}                                  | ALLOWED
                    stranger | {'AWS':'111111111111'}                                    | NOT_ALLOWED_BY_RESOURCE_POLICY
                    ann      | {'Service':'firehose.amazonaws.com'}                      | NOT_ALLOWED_BY_RESOURCE_POLICY
                    firehose.amazonaws.com           | {'Service':'firehose.amazonaws.com'} | ALLOWED
                    firehose.us-east-1.amazonaws.com | {'Service':'firehose.amazonaws.com'} | ALLOWED
                    firehose.us-east-1.amazonaws.com | {'Service':'kinesis.amazonaws.com'}  | NOT_ALLOWED_BY_RESOURCE_POLICY
                    firehose.us-east-1.amazonaws.com | {'AWS':'*'}                          | ALLOWED
                    """)
    void namesPrincipals(String caller, String principal, Decision expected) {
        PolicyDocument policy = statement("Allow", "'Principal':" + principal + ",'Action':'kms:De*','Resource':'*'");

        assertThat(decide(who(caller), policy, List.of())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {'StringEquals':{'kms:ViaService':'firehose.us-east-1.amazonaws.com'}}          | true
                    {'StringEquals':{'KMS:viaservice':['x','firehose.us-east-1.amazonaws.com']}}    | true
                    {'StringEquals':{'kms:ViaService':'s3.us-east-1.amazonaws.com'}}                | false
                    {'StringNotEquals':{'kms:ViaService':'s3.us-east-1.amazonaws.com'}}             | true
                    {'StringNotEquals':{'kms:Absent':'x'}}                                          | true
                    {'StringEquals':{'kms:Absent':'x'}}                                             | false
                    {'StringEqualsIfExists':{'kms:Absent':'x'}}                                     | true
                    {'StringLike':{'kms:ViaService':'firehose.*.amazonaws.com'}}                    | true
                    {'StringNotLike':{'kms:ViaService':'firehose.*'}}                               | false
                    {'StringEqualsIgnoreCase':{'kms:ViaService':'FIREHOSE.us-east-1.amazonaws.com'}}| true
                    {'Bool':{'kms:GrantIsForAWSResource':true}}                                     | true
                    {'Bool':{'kms:GrantIsForAWSResource':'false'}}                                  | false
                    {'Null':{'kms:ViaService':'true'}}                                              | false
                    {'Null':{'kms:Absent':'true'}}                                                  | true
                    {'NumericLessThanEquals':{'kms:RotationPeriodInDays':'180'}}                    | true
                    {'NumericGreaterThan':{'kms:RotationPeriodInDays':'180'}}                       | false
                    {'DateLessThan':{'aws:CurrentTime':'2026-07-01T00:00:00Z'}}                     | true
                    {'DateGreaterThan':{'aws:CurrentTime':'2026-07-01'}}                            | false
                    {'ArnLike':{'kms:EncryptionContext:aws:firehose:arn':'arn:aws:firehose:*:111111111111:deliverystream/*'}} | true
                    {'ArnLike':{'kms:EncryptionContext:aws:firehose:arn':'arn:*:deliverystream/*'}} | false
                    {'ForAllValues:StringEquals':{'kms:GrantOperations':['Encrypt','Decrypt','X']}} | true
                    {'ForAllValues:StringEquals':{'kms:GrantOperations':['Encrypt']}}               | false
                    {'ForAllValues:StringEquals':{'kms:Absent':['Encrypt']}}                        | true
                    {'ForAnyValue:StringEquals':{'kms:GrantOperations':['Encrypt']}}                | true
                    {'ForAnyValue:StringEquals':{'kms:Absent':['Encrypt']}}                         | false
                    {'StringEquals':{'kms:CallerAccount':'111111111111'},'Null':{'kms:Absent':'false'}} | false
                    """)
    void weighsConditions(String condition, boolean holds) {
        PolicyDocument policy =
                statement("Allow", "'Principal':'*','Action':'*','Resource':'*','Condition':" + condition);

        assertThat(decide(who("root"), policy, List.of()) == Decision.ALLOWED).isEqualTo(holds);
    }

    @Test
    void letsAnExplicitDenyWinOnEitherSide() {
        PolicyDocument allow = statement("Allow", "'Principal':'*','Action':'*','Resource':'*'");
        PolicyDocument both = PolicyDocument.parse(
                """
                {"Statement":[
                  {"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},
                  {"Effect":"Deny","NotPrincipal":{"AWS":"111111111111"},"NotAction":"kms:Encrypt","Resource":"*"}]}""");
        PolicyDocument deny = statement("Deny", "'Action':'kms:decrypt','Resource':'" + KEY + "'");

        assertThat(decide(who("stranger"), both, List.of())).isEqualTo(Decision.DENIED_BY_RESOURCE_POLICY);
        assertThat(decide(who("root"), both, List.of())).isEqualTo(Decision.ALLOWED);
        assertThat(decide(who("root"), allow, List.of(deny))).isEqualTo(Decision.DENIED_BY_IDENTITY_POLICY);
    }

    @Test
    void letsAnIdentityPolicyDecideWhereTheAccountIsNamed() {
        PolicyDocument delegating =
                statement("Allow", "'Principal':{'AWS':'111111111111'},'Action':'*','Resource':'*'");
        PolicyDocument allow = statement("Allow", "'Action':'kms:*','NotResource':'arn:aws:kms:*:*:key/other'");

        assertThat(decide(who("ann"), delegating, List.of(allow))).isEqualTo(Decision.ALLOWED);
    }

    @Test
    void ignoresAStatementWithoutAResource() {
        assertThat(decide(who("root"), statement("Allow", "'Principal':'*','Action':'*'"), List.of()))
                .isEqualTo(Decision.NOT_ALLOWED_BY_RESOURCE_POLICY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"Statement\":[]}",
                "{\"Version\":\"2020-01-01\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\"}}",
                "{\"Statement\":{\"Effect\":\"allow\",\"Action\":\"*\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Colour\":\"red\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Principal\":{\"AWS\":\"ann\"}}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Condition\":{\"Sounds\":{\"a\":\"b\"}}}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Condition\":{\"ForAnyValue:StringEquals\":"
                        + "{\"kms:EncryptionContext:a\":\"b\"}}}}"
            })
    void refusesWhatIsNoPolicy(String json) {
        assertThatThrownBy(() -> PolicyDocument.parse(json)).isInstanceOf(PolicySyntaxException.class);
    }
}
