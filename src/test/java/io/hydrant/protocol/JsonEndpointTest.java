package io.hydrant.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.support.ExpectedErrors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.firehose.model.DeleteDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.DeleteDeliveryStreamResponse;
import software.amazon.awssdk.services.firehose.model.ListDeliveryStreamsRequest;
import software.amazon.awssdk.services.firehose.model.ListDeliveryStreamsResponse;

import static org.assertj.core.api.Assertions.assertThat;

class JsonEndpointTest {
    private static final Scope HOME = new Scope(new AccountId("123456789012"), new Region("us-east-1"));
    private static final CallContexts CONTEXTS =
            new CallContexts(signature -> Caller.root(new AccountId("123456789012")), HOME);
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=A/20261123/eu-west-1/firehose/aws4_request, SignedHeaders=h, Signature=0";

    /** Answers its caller's scope; waits for nothing. */
    private static final class ListDeliveryStreams
            implements Operation<ListDeliveryStreamsRequest, ListDeliveryStreamsResponse> {
        @Override
        public SdkPojo newInput() {
            return ListDeliveryStreamsRequest.builder();
        }

        @Override
        public ListDeliveryStreamsResponse call(ListDeliveryStreamsRequest input, CallContext context) {
            return ListDeliveryStreamsResponse.builder()
                    .deliveryStreamNames(context.scope().arn("firehose", "x").toString(), context.requestId())
                    .build();
        }

        @Override
        public boolean mayWait() {
            return false;
        }
    }

    private record DeleteDeliveryStream(
            BiFunction<DeleteDeliveryStreamRequest, CallContext, DeleteDeliveryStreamResponse> body)
            implements Operation<DeleteDeliveryStreamRequest, DeleteDeliveryStreamResponse> {
        @Override
        public SdkPojo newInput() {
            return DeleteDeliveryStreamRequest.builder();
        }

        @Override
        public DeleteDeliveryStreamResponse call(DeleteDeliveryStreamRequest input, CallContext context) {
            return body.apply(input, context);
        }
    }

    private static JsonEndpoint endpoint(
            BiFunction<DeleteDeliveryStreamRequest, CallContext, DeleteDeliveryStreamResponse> delete) {
        return new JsonEndpoint(
                "Firehose_20150804",
                List.of(new ListDeliveryStreams(), new DeleteDeliveryStream(delete)),
                Constraints.load("firehose-2015-08-04.txt", false),
                CONTEXTS);
    }

    private final JsonEndpoint endpoint =
            endpoint((input, context) -> DeleteDeliveryStreamResponse.builder().build());
    private final UnknownOperationEndpoint rest = new UnknownOperationEndpoint();

    private static HttpRequest request(TestHead head, String body) {
        return new HttpRequest(head, body.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpRequest list(String body) {
        return request(TestHead.json("Firehose_20150804.ListDeliveryStreams"), body);
    }

    private static HttpRequest delete(String body) {
        return request(TestHead.json("Firehose_20150804.DeleteDeliveryStream"), body);
    }

    private static String text(HttpResponse answer) {
        return new String(answer.body(), 0, answer.length(), StandardCharsets.UTF_8);
    }

    private static void assertJson(HttpResponse answer, int status, String body) {
        assertThat(text(answer)).isEqualTo(body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/x-amz-json-1.1");
        assertThat(answer.headers().get("x-amzn-RequestId")).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    @Test
    void ownsTheTargetsOfItsService() {
        assertThat(endpoint.owns(TestHead.json("Firehose_20150804.Anything"))).isTrue();
        assertThat(endpoint.owns(TestHead.json("Firehose_20150804"))).isFalse();
        assertThat(endpoint.owns(TestHead.json("TrentService.CreateKey"))).isFalse();
        assertThat(endpoint.owns(TestHead.post())).isFalse();
    }

    @Test
    void answersInTheCallersScopeUnderTheRequestsId() {
        TestHead head = TestHead.json("Firehose_20150804.ListDeliveryStreams")
                .with("Authorization", AUTHORIZATION)
                .with("X-Amz-Date", "20261123T000000Z");

        HttpResponse answer = endpoint.answer(request(head, "{}"));

        assertJson(
                answer,
                200,
                "{\"DeliveryStreamNames\":[\"arn:aws:firehose:eu-west-1:123456789012:x\",\""
                        + answer.headers().get("x-amzn-RequestId") + "\"]}");
    }

    @Test
    void takesTheDefaultRegionForAnUnsignedRequest() {
        assertThat(text(endpoint.answer(list("{}")))).contains("arn:aws:firehose:us-east-1:123456789012:x");
    }

    @Test
    void answersAtOnceWhatNeedsNoWaiting() {
        assertThat(endpoint.answerAtOnce(list("{}"))).map(HttpResponse::status).hasValue(200);
        assertThat(endpoint.answerAtOnce(delete("{\"DeliveryStreamName\":\"s\"}")))
                .isEmpty();
        assertThat(endpoint.answerAtOnce(request(TestHead.json("Firehose_20150804.Nothing"), "{}")))
                .map(HttpResponse::status)
                .hasValue(400);
    }

    @Test
    void answersAnEmptyObjectWhereTheOutputIsEmpty() {
        assertJson(endpoint.answer(delete("{\"DeliveryStreamName\":\"s\"}")), 200, "{}");
    }

    @Test
    void acceptsParametersOfTheContentType() {
        TestHead head = TestHead.json("Firehose_20150804.ListDeliveryStreams")
                .with("Content-Type", "application/x-amz-json-1.1; charset=UTF-8");

        assertThat(endpoint.answer(request(head, "{}")).status()).isEqualTo(200);
    }

    @Nested
    class Refusing {
        @Test
        void writesWhatTheOperationRefuses() {
            JsonEndpoint refusing = endpoint((input, context) -> {
                throw new AwsException(AwsError.client("InvalidKMSResourceException", "no \"key\"")
                        .with("code", "X"));
            });

            assertJson(
                    refusing.answer(delete("{\"DeliveryStreamName\":\"s\"}")),
                    400,
                    "{\"__type\":\"InvalidKMSResourceException\",\"message\":\"no \\\"key\\\"\",\"code\":\"X\"}");
        }

        @ExpectedErrors("secret")
        @Test
        void writesABugAsInternalFailure() {
            JsonEndpoint broken = endpoint((input, context) -> {
                throw new IllegalStateException("secret");
            });

            assertJson(
                    broken.answer(delete("{\"DeliveryStreamName\":\"s\"}")),
                    500,
                    "{\"__type\":\"InternalFailure\",\"message\":\"The request failed because of an unknown error.\"}");
        }

        @Test
        void spellsTheTextOfTwoErrorsWithACapital() {
            assertJson(
                    ErrorWriter.write(AwsError.client("AccessDeniedException", "no"), "0-0"),
                    400,
                    "{\"__type\":\"AccessDeniedException\",\"Message\":\"no\"}",
                    "0-0");
            assertJson(
                    endpoint.answer(delete("{\"DeliveryStreamName\":[]}")),
                    400,
                    "{\"__type\":\"SerializationException\",\"Message\":\"Start of list found where not expected\"}");
        }

        private void assertJson(HttpResponse answer, int status, String body, String requestId) {
            assertThat(answer.headers()).containsEntry("x-amzn-RequestId", requestId);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(text(answer)).isEqualTo(body);
        }

        private void assertJson(HttpResponse answer, int status, String body) {
            JsonEndpointTest.assertJson(answer, status, body);
        }

        @Test
        void reportsViolationsBeforeTheOperationIsAsked() {
            JsonEndpoint broken = endpoint((input, context) -> {
                throw new IllegalStateException("asked");
            });

            assertJson(
                    broken.answer(delete("{}")),
                    400,
                    "{\"__type\":\"ValidationException\",\"message\":\"1 validation error detected: Value at "
                            + "'deliveryStreamName' failed to satisfy constraint: Member must not be null\"}");
        }

        @Test
        void looksAtTheSyntaxThenTheSignatureThenTheTypes() {
            TestHead unfinished = TestHead.json("Firehose_20150804.DeleteDeliveryStream")
                    .with("Authorization", "AWS4-HMAC-SHA256 Credential=");

            assertThat(text(endpoint.answer(request(unfinished, "{")))).contains("\"SerializationException\"");
            assertThat(text(endpoint.answer(request(unfinished, "{\"DeliveryStreamName\":[]}"))))
                    .contains("\"IncompleteSignatureException\"");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                useHeadersInDisplayName = true,
                quoteCharacter = '`',
                textBlock =
                        """
                TARGET | BODY | ANSWER
                ListDeliveryStreams | `` | {"__type":"SerializationException"}
                ListDeliveryStreams | [] | {"__type":"SerializationException"}
                Nothing | `` | {"__type":"UnknownOperationException"}
                Nothing | {} | {"__type":"UnknownOperationException"}
                Nothing | { | {"__type":"SerializationException"}
                listdeliverystreams | {} | {"__type":"UnknownOperationException"}
                """)
        void refusesBodiesAndTargets(String target, String body, String answer) {
            assertJson(endpoint.answer(request(TestHead.json("Firehose_20150804." + target), body)), 400, answer);
        }

        @Test
        void refusesOtherContentTypesOfAKnownTarget() {
            TestHead head = TestHead.json("Firehose_20150804.ListDeliveryStreams");

            HttpResponse form =
                    endpoint.answer(request(head.with("Content-Type", "application/x-www-form-urlencoded"), "a=b"));
            HttpResponse plain = endpoint.answer(request(head.with("Content-Type", "application/json"), "{}"));

            assertThat(form.status()).isEqualTo(404);
            assertThat(text(form).strip()).isEqualTo("<UnknownOperationException/>");
            assertThat(plain.status()).isEqualTo(404);
            assertThat(text(plain))
                    .isEqualTo("{\"Output\":{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"},"
                            + "\"Version\":\"1.0\"}");
        }
    }

    @Nested
    class RestOfThePort {
        @ParameterizedTest
        @ValueSource(strings = {"GET", "PUT", "DELETE", "HEAD", "OPTIONS"})
        void deniesOtherMethods(String method) {
            HttpResponse answer =
                    rest.answer(request(TestHead.json("Firehose_20150804.X").method(method), ""));

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.headers()).containsKey("x-amzn-RequestId");
            assertThat(text(answer))
                    .isEqualTo("<AccessDeniedException>\n  <Message>Unable to determine service/operation name to be"
                            + " authorized</Message>\n</AccessDeniedException>\n");
        }

        @Test
        void deniesAnotherContentTypeWithoutATarget() {
            assertThat(rest.answer(request(TestHead.post().with("Content-Type", "text/plain"), "x"))
                            .status())
                    .isEqualTo(403);
            assertThat(rest.answer(request(TestHead.post(), "")).status()).isEqualTo(403);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "Firehose_20150804", "Kinesis_20131202.PutRecord"})
        void knowsNoOtherTarget(String target) {
            HttpResponse answer = rest.answer(request(TestHead.json(target), "{}"));

            assertJson(answer, 400, "{\"__type\":\"UnknownOperationException\"}");
            assertThat(answer.length()).isEqualTo(38);
        }

        @Test
        void refusesABodyThatIsNotJson() {
            assertJson(
                    rest.answer(request(TestHead.json("Other.X"), "nonsense")),
                    400,
                    "{\"__type\":\"SerializationException\"}");
        }
    }

    @Nested
    class WebPages {
        @Test
        void mayAskWhatTheyMaySend() {
            HttpResponse answer = rest.answer(request(
                    TestHead.post()
                            .method("OPTIONS")
                            .with("Origin", "http://localhost:3000")
                            .with("Access-Control-Request-Headers", "x-amz-target")
                            .with("Access-Control-Request-Method", "POST"),
                    ""));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.length()).isZero();
            assertThat(answer.headers())
                    .containsEntry("Access-Control-Allow-Origin", "*")
                    .containsEntry("Access-Control-Allow-Headers", "x-amz-target")
                    .containsEntry("Access-Control-Allow-Methods", "POST")
                    .containsEntry("Access-Control-Max-Age", "172800")
                    .containsKey("x-amzn-RequestId");
        }

        @Test
        void mayReadAnswersAndRefusals() {
            TestHead head =
                    TestHead.json("Firehose_20150804.ListDeliveryStreams").with("Origin", "http://localhost:3000");

            assertThat(endpoint.answer(request(head, "{}")).headers())
                    .containsEntry("Access-Control-Allow-Origin", "*");
            assertThat(endpoint.answer(request(head, "{")).headers()).containsEntry("Access-Control-Allow-Origin", "*");
            assertThat(endpoint.answer(list("{}")).headers()).doesNotContainKey("Access-Control-Allow-Origin");
        }
    }
}
