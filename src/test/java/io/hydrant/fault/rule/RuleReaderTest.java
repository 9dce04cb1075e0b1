package io.hydrant.fault.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.aws.ScopeFilter;
import io.hydrant.fault.Call;
import io.hydrant.fault.Effect;
import io.hydrant.fault.Hop;
import io.hydrant.fault.Strike;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RuleReaderTest {
    private static final Scope SCOPE = new Scope(new AccountId("000000000000"), new Region("us-east-1"));
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    private static List<FaultRule> read(String json) {
        return RuleReader.read(json.replace('\'', '"').getBytes(UTF_8), ScopeFilter.ALL);
    }

    /** What a rule does to the first call of an operation. */
    private static Strike strike(String json, String operation) {
        FaultRule rule = read(json).get(0);
        return new LiveRule(rule, "rule-1", 1, 1, NOW)
                .on(
                        new Call(
                                rule.target().hop(),
                                Call.Maker.CLIENT,
                                operation,
                                SCOPE,
                                Map.of(Call.About.STREAM, "orders")),
                        NOW)
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
        {}                                                                                   | on: a rule has to say whose calls it is about, as {"hop": …}.
        7                                                                                    | A rule is not a JSON object with id, on, when, then.
        {'on':                                                                               | The body is not JSON: Unexpected end-of-input
        {'on':{'hop':'s3'},'on':{'hop':'s3'}}                                                | The body is not JSON: Duplicate field 'on'
        {'on':{'hop':'s3'}} 7                                                                | The body is not JSON: Trailing token
        {'on':{'hop':'s3'}}                                                                  | then: a rule has to say what happens, as {"error": …}.
        {'on':{'hop':'s3'},'then':{'error':'SlowDown'},'if':1}                               | if: there is no such member; there are id, on, when, then.
        {'id':'a b','on':{'hop':'s3'},'then':{'error':'SlowDown'}}                           | id: "a b" is not 1 to 64 letters, digits, dots, hyphens and _.
        {'id':7,'on':{'hop':'s3'},'then':{'error':'SlowDown'}}                               | id: 7 is no text; write it as "7".
        {'on':[],'then':{'error':'SlowDown'}}                                                | on is not a JSON object with hop, operation, stream, account, region, caller, key, bucket, url.
        {'on':{},'then':{'error':'SlowDown'}}                                                | on.hop: it is missing; there are firehose, kms, s3, sts, kinesis, lambda, http, opensearch, splunk, msk.
        {'on':{'hop':'s4'},'then':{'error':'SlowDown'}}                                      | on.hop: "s4" is no hop; there are firehose, kms, s3,
        {'on':{'hop':'S3'},'then':{'error':'SlowDown'}}                                      | on.hop: "S3" is no hop; there are firehose,
        {'on':{'hop':null},'then':{'error':'SlowDown'}}                                      | on.hop: null is no text.
        {'on':{'hop':'glue'},'then':{'error':'SlowDown'}}                                    | on.hop: calls of "glue" cannot fail in Hydrant yet; those of these can: firehose, kms,
        {'on':{'hop':'store'},'then':{'delay':'1s'}}                                         | on.hop: calls of "store" cannot fail in Hydrant yet
        {'on':{'hop':'s3','bucke':'x'},'then':{'error':'SlowDown'}}                          | on.bucke: there is no such member; there are hop, operation,
        {'on':{'hop':'firehose','operation':'PutRecords'},'then':{'delay':'1s'}}             | on.operation: "PutRecords" is no operation of firehose; there are CreateDeliveryStream, DeleteDeliveryStream,
        {'on':{'hop':'kms','operation':['Encrypt','Put']},'then':{'delay':'1s'}}             | on.operation: "Put" is no operation of kms; there are CancelKeyDeletion,
        {'on':{'hop':'kms','operation':[]},'then':{'delay':'1s'}}                            | on.operation: the list is empty; leave it out for all operations.
        {'on':{'hop':'kms','operation':7},'then':{'delay':'1s'}}                             | on.operation: 7 is no operation of kms
        {'on':{'hop':'http','operation':'POST'},'then':{'delay':'1s'}}                       | on.operation: "POST" is no operation of http; there are Deliver.
        {'on':{'hop':'http','bucket':'b'},'then':{'delay':'1s'}}                             | on.bucket: calls of http have none; they have operation, stream, url, account, region.
        {'on':{'hop':'kms','bucket':'b'},'then':{'delay':'1s'}}                              | on.bucket: calls of kms have none; they have operation, stream, caller, key, account, region.
        {'on':{'hop':'s3','key':'arn:aws:kms:*'},'then':{'delay':'1s'}}                      | on.key: calls of s3 have none; they have operation, stream, caller, bucket, account, region.
        {'on':{'hop':'sts','stream':'s'},'then':{'delay':'1s'}}                              | on.stream: calls of sts have none; they have operation, caller, account, region.
        {'on':{'hop':'firehose','stream':'a b'},'then':{'delay':'1s'}}                       | on.stream: "a b" is not the name of a delivery stream; a * may stand at its end and takes any rest.
        {'on':{'hop':'firehose','stream':'*a'},'then':{'delay':'1s'}}                        | on.stream: "*a" is not the name of a delivery stream
        {'on':{'hop':'firehose','account':'12'},'then':{'delay':'1s'}}                       | on.account: "12" is not an account of twelve digits
        {'on':{'hop':'firehose','account':12},'then':{'delay':'1s'}}                         | on.account: 12 is no text; write it as "12".
        {'on':{'hop':'firehose','region':'Mars 1'},'then':{'delay':'1s'}}                    | on.region: "Mars 1" is not the name of a Region
        {'on':{'hop':'firehose','caller':'ann'},'then':{'delay':'1s'}}                       | on.caller: "ann" is not the ARN of a caller
        {'on':{'hop':'kms','key':'alias/a'},'then':{'delay':'1s'}}                           | on.key: "alias/a" is not the ARN of a KMS key
        {'on':{'hop':'http','url':'localhost'},'then':{'delay':'1s'}}                        | on.url: "localhost" is not a URL with http:// or https://; a * may stand
        {'on':{'hop':'opensearch','url':'arn:aws:es:us-east-1:000000000000:domain/logs'},'then':{'delay':'1s'}} | on.url: "arn:aws:es:us-east-1:000000000000:domain/logs" is not a URL with http:// or https://; a * may stand
        {'on':{'hop':'lambda','url':'http://localhost:9000/'},'then':{'delay':'1s'}}         | on.url: "http://localhost:9000/" is not the ARN of a function, which it is for lambda; a * may stand
        {'on':{'hop':'s3','caller':'arn:aws:iam::*'},'then':{'delay':'1s'}}                  | on.caller: calls that Firehose makes to s3 have none; on.operation names the calls of clients.
        {'on':{'hop':'kms','operation':'CreateKey','stream':'s'},'then':{'delay':'1s'}}      | on.stream: calls of CreateKey have none; those of these have: CreateGrant, Decrypt, Encrypt, GenerateDataKey, RetireGrant.
        {'on':{'hop':'s3','operation':['GetObject','ListBuckets'],'stream':'s'},'then':{'delay':'1s'}} | on.stream: calls of GetObject, ListBuckets have none; those of these have: PutObject.
        {'on':{'hop':'firehose','operation':'ListDeliveryStreams','stream':'s'},'then':{'delay':'1s'}} | on.stream: calls of ListDeliveryStreams have none; those of these have: CreateDeliveryStream,
        {'on':{'hop':'s3'},'then':{}}                                                        | then.error: nothing happens; there has to be error, records, recordProbability, connection, response or delay.
        {'on':{'hop':'s3'},'then':{'eror':'SlowDown'}}                                       | then.eror: there is no such member; there are error, message, status, records,
        {'on':{'hop':'s3'},'then':{'error':'Slow Down'}}                                     | then.error: "Slow Down" is not the code of an error, such as
        {'on':{'hop':'s3'},'then':{'error':503}}                                             | then.error: 503 is no text; write it as "503".
        {'on':{'hop':'s3'},'then':{'error':'Slow'}}                                          | then.status: Hydrant does not know the error "Slow" of s3, so it needs its HTTP status; known are
        {'on':{'hop':'s3'},'then':{'error':'SlowDown','status':200}}                         | then.status: 200 is not an integer from 400 to 599.
        {'on':{'hop':'s3'},'then':{'error':'SlowDown','status':'503'}}                       | then.status: "503" is not an integer from 400 to 599.
        {'on':{'hop':'s3'},'then':{'error':'SlowDown','status':503.5}}                       | then.status: 503.5 is not an integer from 400 to 599.
        {'on':{'hop':'s3'},'then':{'message':'x','delay':'1s'}}                              | then.message: it belongs to error, and there is none.
        {'on':{'hop':'s3'},'then':{'status':503,'connection':'reset'}}                       | then.status: it belongs to error, and there is none.
        {'on':{'hop':'s3'},'then':{'error':'SlowDown','connection':'reset'}}                 | then.connection: it does not go with error; a rule has one effect.
        {'on':{'hop':'http'},'then':{'error':'NotFound','response':{}}}                      | then.response: it does not go with error; a rule has one effect.
        {'on':{'hop':'http'},'then':{'connection':'reset','response':{}}}                    | then.response: it does not go with connection; a rule has one effect.
        {'on':{'hop':'s3'},'then':{'connection':'drop'}}                                     | then.connection: "drop" is no end of a connection; there are reset, close, hang.
        {'on':{'hop':'s3'},'then':{'response':{'status':200}}}                               | then.response: it is for lambda, http, opensearch and splunk; calls of s3 have error.
        {'on':{'hop':'http'},'then':{'response':{'status':99}}}                              | then.response.status: 99 is not an integer from 200 to 599.
        {'on':{'hop':'http'},'then':{'response':{'code':200}}}                               | then.response.code: there is no such member; there are status, headers, body.
        {'on':{'hop':'http'},'then':{'response':{'headers':[]}}}                             | then.response.headers: [] is not an object of names and texts.
        {'on':{'hop':'http'},'then':{'response':{'headers':{'a b':'c'}}}}                    | then.response.headers: "a b": "c" is no header of HTTP.
        {'on':{'hop':'http'},'then':{'response':{'headers':{'a':7}}}}                        | then.response.headers: "a": 7 is no header of HTTP.
        {'on':{'hop':'firehose'},'then':{'records':[0]}}                                     | then.records: it needs on.operation "PutRecordBatch", whose calls have records.
        {'on':{'hop':'firehose','operation':['PutRecordBatch','PutRecord']},'then':{'records':[0]}} | then.records: it needs on.operation "PutRecordBatch", whose calls have records.
        {'on':{'hop':'kinesis','operation':'PutRecord'},'then':{'recordProbability':0.5}}    | then.recordProbability: it needs on.operation "PutRecords", whose calls have records.
        {'on':{'hop':'s3','operation':'DeleteObjects'},'then':{'records':[0]}}               | then.records: calls of s3 have no records; those of firehose, kinesis and opensearch have.
        {'on':{'hop':'firehose','operation':'PutRecordBatch'},'then':{'records':[]}}         | then.records: [] is not a list of places from 0 on, such as [2, 6].
        {'on':{'hop':'firehose','operation':'PutRecordBatch'},'then':{'records':3}}          | then.records: 3 is not a list of places from 0 on, such as [2, 6].
        {'on':{'hop':'firehose','operation':'PutRecordBatch'},'then':{'records':[-1]}}       | then.records: -1 is no place of its own from 0 to 499.
        {'on':{'hop':'firehose','operation':'PutRecordBatch'},'then':{'records':[500]}}      | then.records: 500 is no place of its own from 0 to 499.
        {'on':{'hop':'firehose','operation':'PutRecordBatch'},'then':{'records':[1,1]}}      | then.records: 1 is no place of its own from 0 to 499.
        {'on':{'hop':'firehose','operation':'PutRecordBatch'},'then':{'records':[1],'recordProbability':1}} | then.recordProbability: it does not go with records; a rule has one effect.
        {'on':{'hop':'firehose','operation':'PutRecordBatch'},'then':{'records':[1],'connection':'reset'}} | then.connection: it does not go with records; a rule has one effect.
        {'on':{'hop':'firehose','operation':'PutRecordBatch'},'then':{'recordProbability':0}} | then.recordProbability: 0 is not a number above 0 and at most 1.
        {'on':{'hop':'firehose','operation':'PutRecordBatch'},'then':{'records':[1],'lostResponse':true}} | then.lostResponse: the answer is lost and nothing else; it goes with error or connection.
        {'on':{'hop':'http'},'then':{'response':{},'lostResponse':true}}                     | then.lostResponse: the answer is lost and nothing else; it goes with error or connection.
        {'on':{'hop':'s3'},'then':{'lostResponse':true}}                                     | then.lostResponse: what the caller sees instead is missing: error or connection.
        {'on':{'hop':'s3'},'then':{'lostResponse':'yes','connection':'reset'}}               | then.lostResponse: "yes" is neither true nor false.
        {'on':{'hop':'s3'},'then':{'delay':'soon'}}                                          | then.delay: "soon" is not a duration such as 500ms, 5s or PT24H.
        {'on':{'hop':'s3'},'then':{'delay':'0s'}}                                            | then.delay: "0s" is not a duration such as 500ms, 5s or PT24H.
        {'on':{'hop':'s3'},'then':{'delay':'-5s'}}                                           | then.delay: "-5s" is not a duration
        {'on':{'hop':'s3'},'then':{'delay':'PT999999999999H'}}                               | then.delay: "PT999999999999H" is not a duration
        {'on':{'hop':'s3'},'then':{'delay':5}}                                               | then.delay: 5 is no text; write it as "5".
        {'on':{'hop':'s3'},'then':{'error':'SlowDown'},'when':{'every':0}}                   | when.every: 0 is not an integer from 1 to
        {'on':{'hop':'s3'},'then':{'error':'SlowDown'},'when':{'times':0}}                   | when.times: 0 is not an integer from 1 to
        {'on':{'hop':'s3'},'then':{'error':'SlowDown'},'when':{'after':-1}}                  | when.after: -1 is not an integer from 0 to
        {'on':{'hop':'s3'},'then':{'error':'SlowDown'},'when':{'after':1.5}}                 | when.after: 1.5 is not an integer from 0 to
        {'on':{'hop':'s3'},'then':{'error':'SlowDown'},'when':{'probability':0}}             | when.probability: 0 is not a number above 0 and at most 1.
        {'on':{'hop':'s3'},'then':{'error':'SlowDown'},'when':{'probability':1.1}}           | when.probability: 1.1 is not a number above 0 and at most 1.
        {'on':{'hop':'s3'},'then':{'error':'SlowDown'},'when':{'probability':'often'}}       | when.probability: "often" is not a number above 0 and at most 1.
        {'on':{'hop':'s3'},'then':{'error':'SlowDown'},'when':{'seed':42}}                   | when.seed: nothing is drawn from it; it belongs to probability or then.recordProbability.
        {'on':{'hop':'s3'},'then':{'error':'SlowDown'},'when':{'probability':1,'seed':'x'}}  | when.seed: "x" is not an integer from
        {'on':{'hop':'s3'},'then':{'error':'SlowDown'},'when':{'from':'noon'}}               | when.from: "noon" is neither an instant such as 2026-12-01T00:00:00Z nor a duration such as 5m
        {'on':{'hop':'s3'},'then':{'error':'SlowDown'},'when':{'to':5}}                      | when.to: 5 is no text; write it as "5".
        {'on':{'hop':'s3'},'then':{'error':'SlowDown'},'when':{'count':5}}                   | when.count: there is no such member; there are after, every, times, probability, seed, from, to.
        [{'on':{'hop':'s3'},'then':{'delay':'1s'}},{'on':{'hop':'s3'},'then':{'delay':'x'}}] | [1].then.delay: "x" is not a duration
        {'on':{'hop':'s3','stream':''},'then':{'delay':'1s'}}                                | on.stream: the text is empty.
        {'on':{'hop':'s3'},'then':{'delay':'1s'},'when':{'probability':NaN}}                 | The body is not JSON: Non-standard token 'NaN'.
        {'on':{'hop':'s3'}                                                                   | The body is not JSON: Unexpected end-of-input: expected close marker for Object.
        [7]                                                                                  | [0] is not a JSON object with id, on, when, then.
        """)
    void aRuleThatCannotHoldIsRefusedWithASentenceThatNamesWhatWouldBeRight(String json, String sentence) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(FaultException.class)
                .message()
                .startsWith(sentence)
                .endsWith(".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
        firehose   | ServiceUnavailableException            | 503 | Slow down.
        firehose   | LimitExceededException                 | 400 | A fault rule of Hydrant says so.
        firehose   | InternalFailure                        | 500 | The request processing has failed because of an unknown error, exception or failure.
        kms        | DisabledException                      | 400 | A fault rule of Hydrant says so.
        kms        | KeyUnavailableException                | 500 | A fault rule of Hydrant says so.
        s3         | SlowDown                               | 503 | Please reduce your request rate.
        s3         | AccessDenied                           | 403 | Access Denied
        sts        | AccessDenied                           | 403 | A fault rule of Hydrant says so.
        kinesis    | ProvisionedThroughputExceededException | 400 | Rate exceeded for the shard.
        lambda     | TooManyRequestsException               | 429 | Rate Exceeded.
        http       | ServiceUnavailable                     | 503 | A fault rule of Hydrant says so.
        opensearch | es_rejected_execution_exception        | 429 | A fault rule of Hydrant says so.
        lambda     | FunctionError                          | 500 | A fault rule of Hydrant says so.
        splunk     | ServiceUnavailable                     | 503 | Server is busy
        splunk     | 9                                      | 503 | Server is busy
        """)
    void aKnownErrorHasTheStatusAndTheTextOfItsService(String hop, String code, int status, String message) {
        FaultRule rule = read("{'on':{'hop':'" + hop + "'},'then':{'error':'" + code + "'}}")
                .get(0);

        assertThat(rule.consequence().effect()).contains(new Effect.Refusal(code, message, status));
    }

    @Test
    void anErrorMayHaveAnyCodeStatusAndText() {
        assertThat(strike("{'on':{'hop':'sts'},'then':{'error':'Tired','status':418,'message':'Zzz'}}", "AssumeRole")
                        .effect())
                .contains(new Effect.Refusal("Tired", "Zzz", 418));
    }

    @Test
    void partsOfABatchFailAsTheServiceSaysOfThem() {
        Effect.PartialFailure firehose = (Effect.PartialFailure) strike(
                        "{'on':{'hop':'firehose','operation':'PutRecordBatch'},'then':{'records':[2,6]}}",
                        "PutRecordBatch")
                .effect()
                .orElseThrow();
        Effect.PartialFailure kinesis = (Effect.PartialFailure)
                strike("{'on':{'hop':'kinesis','operation':'PutRecords'},'then':{'recordProbability':1}}", "PutRecords")
                        .effect()
                        .orElseThrow();

        assertThat(firehose.refusal().code()).isEqualTo("ServiceUnavailableException");
        assertThat(firehose.refusal().message()).isEqualTo("Slow down.");
        assertThat(Stream.iterate(0, i -> i + 1).limit(8).filter(firehose.places()::contains))
                .containsExactly(2, 6);
        assertThat(kinesis.refusal().code()).isEqualTo("ProvisionedThroughputExceededException");
        assertThat(kinesis.places().contains(499)).isTrue();
    }

    @Test
    void aRuleMaySayEverythingAtOnce() {
        Strike strike = strike(
                "{'on':{'hop':'firehose','operation':'PutRecordBatch','stream':'orders'},"
                        + "'when':{'after':0,'every':1,'times':5,'probability':1,'seed':42,"
                        + "'from':'2026-11-01T00:00:00Z','to':'2026-12-31T00:00:00Z'},"
                        + "'then':{'error':'ServiceUnavailableException','message':'Slow down.','status':503,"
                        + "'records':[2,6]}}",
                "PutRecordBatch");

        Effect.PartialFailure partial = (Effect.PartialFailure) strike.effect().orElseThrow();
        assertThat(partial.refusal()).isEqualTo(new Effect.Refusal("ServiceUnavailableException", "Slow down.", 503));
    }

    @Test
    void partsOfABulkRequestFailWithAStatusOfTheirOwn() {
        FaultRule rule = read("{'on':{'hop':'opensearch'},'then':{'records':[1],'error':'mapper_parsing_exception',"
                        + "'status':400}}")
                .get(0);

        Effect.PartialFailure partial =
                (Effect.PartialFailure) rule.consequence().effect().orElseThrow();
        assertThat(partial.refusal().status()).isEqualTo(400);
    }

    @Test
    void aLostResponseKnowsWhatTheCallerSees() {
        assertThat(strike("{'on':{'hop':'sts'},'then':{'connection':'reset','lostResponse':true}}", "AssumeRole")
                        .effect())
                .contains(new Effect.LostResponse(new Effect.Disconnection(Effect.How.RESET)));
    }

    @Test
    void aDelayGoesWithAnEffectOrAlone() {
        Strike alone = strike("{'on':{'hop':'sts'},'then':{'delay':'PT1M'}}", "AssumeRole");
        Strike with = strike("{'on':{'hop':'sts'},'then':{'delay':'500ms','connection':'hang'}}", "AssumeRole");

        assertThat(alone).isEqualTo(new Strike("rule-1", Duration.ofMinutes(1), Optional.empty()));
        assertThat(with.delay()).isEqualTo(Duration.ofMillis(500));
        assertThat(with.effect()).contains(new Effect.Disconnection(Effect.How.HANG));
    }

    @Test
    void aResponseHasAStatusHeadersAndABody() {
        FaultRule rule = read("{'on':{'hop':'http'},'then':{'response':{'status':413,"
                        + "'headers':{'X-A':'b','X-C':['d','e']},'body':{'errorMessage':'Too much'}}}}")
                .get(0);

        Effect.Response response = (Effect.Response) rule.consequence().effect().orElseThrow();
        assertThat(response.status()).isEqualTo(413);
        assertThat(response.headers()).isEqualTo(Map.of("X-A", List.of("b"), "X-C", List.of("d", "e")));
        assertThat(new String(response.body(), UTF_8)).isEqualTo("{\"errorMessage\":\"Too much\"}");
    }

    @Test
    void rulesOfAnAccountNameIt() {
        ScopeFilter extent = new ScopeFilter(Optional.of(new AccountId("111111111111")), Optional.empty());
        List<FaultRule> rules = RuleReader.read(
                ("[{\"on\":{\"hop\":\"sts\"},\"then\":{\"delay\":\"1s\"}},"
                                + "{\"on\":{\"hop\":\"sts\",\"account\":\"11*\"},\"then\":{\"delay\":\"1s\"}}]")
                        .getBytes(UTF_8),
                extent);

        assertThat(rules)
                .extracting(rule -> rule.written().getOrDefault("on", Map.of()).get("account"))
                .containsExactly("111111111111", "11*");
    }

    @ParameterizedTest
    @CsvSource({"account,22*,111111111111", "account,222222222222,111111111111", "region,us-*,eu-west-1"})
    void aRuleAboutOthersThanTheCallIsRefused(String member, String given, String asked) {
        ScopeFilter extent =
                new ScopeFilter(Optional.of(new AccountId("111111111111")), Optional.of(new Region("eu-west-1")));
        byte[] rule = ("{\"on\":{\"hop\":\"sts\",\"" + member + "\":\"" + given + "\"},\"then\":{\"delay\":\"1s\"}}")
                .getBytes(UTF_8);

        assertThatThrownBy(() -> RuleReader.read(rule, extent))
                .hasMessage("on." + member + ": it does not mean " + asked + ", which ?" + member
                        + "= of this call says; leave one of them out.");
    }

    @Test
    void everyHopTellsItsErrorsByStatusesOfHttp() {
        for (Hop hop : HopTraits.hops()) {
            HopTraits traits = HopTraits.of(hop).orElseThrow();
            assertThat(traits.statuses()).as(hop.word()).isNotEmpty();
            assertThat(traits.statuses().values()).as(hop.word()).allMatch(status -> status >= 400 && status < 600);
            assertThat(traits.statuses().keySet())
                    .as(hop.word())
                    .containsAll(traits.messages().keySet());
            assertThat(traits.batch().stream()).isSubsetOf(traits.operations());
        }
        assertThat(new ArrayList<>(HopTraits.of(Hop.FIREHOSE).orElseThrow().operations()))
                .isEqualTo(new ArrayList<>(
                        new TreeSet<>(HopTraits.of(Hop.FIREHOSE).orElseThrow().operations())))
                .hasSize(12);
    }
}
