package io.hydrant.fault.hop;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.hydrant.aws.Arn;
import io.hydrant.fault.Call;
import io.hydrant.fault.Effect;
import io.hydrant.fault.Hop;
import io.hydrant.fault.Operations;
import io.hydrant.http.client.Answer;
import io.hydrant.service.lambda.FunctionException;
import io.hydrant.service.lambda.FunctionException.Failure;
import io.hydrant.service.lambda.FunctionService;
import io.hydrant.service.lambda.Invocation;
import io.hydrant.time.TimeLimit;

/** A {@link FunctionService} whose invocations fail when a rule says so. Thread-safe as far as its target is. */
public final class FailingFunctionService implements FunctionService {
    private final FunctionService target;
    private final OutgoingCalls calls;
    private final AnswerReader reader;

    /** Says what an answer of Lambda's API means. */
    @FunctionalInterface
    public interface AnswerReader {
        /**
         * The function's own answer.
         *
         * @throws FunctionException as {@link FunctionService#invoke}
         */
        byte[] read(Answer answer, Invocation invocation);
    }

    public FailingFunctionService(FunctionService target, OutgoingCalls calls, AnswerReader reader) {
        this.target = target;
        this.calls = calls;
        this.reader = reader;
    }

    @Override
    public byte[] invoke(Invocation invocation) {
        if (!calls.watches(Hop.LAMBDA)) {
            return target.invoke(invocation);
        }
        String owner = invocation.limit().owner();
        Call call = new Call(
                Hop.LAMBDA,
                Call.Maker.FIREHOSE,
                Operations.INVOKE,
                invocation.caller(),
                Map.of(
                        Call.About.STREAM,
                        Arn.parse(owner).map(Streams::name).orElse(""),
                        Call.About.URL,
                        invocation.function().toString()));
        return calls.make(call, owner, new Invoke(invocation));
    }

    @Override
    public boolean knows(String arn) {
        return target.knows(arn);
    }

    /** One invocation. A delay is a part of the time that it has. */
    private final class Invoke implements OutgoingCall<byte[], FunctionException> {
        private final Invocation invocation;
        private final TimeLimit limit;
        private final Instant begun;

        Invoke(Invocation invocation) {
            this.invocation = invocation;
            this.limit = invocation.limit();
            this.begun = limit.clock().instant();
        }

        @Override
        public byte[] make() {
            return target.invoke(new Invocation(
                    invocation.function(),
                    invocation.caller(),
                    invocation.event(),
                    invocation.length(),
                    new TimeLimit(limit.clock(), limit.scheduler(), patience(), limit.what(), limit.owner())));
        }

        @Override
        public void makeUnheard() {
            try {
                byte[] unused = make();
            } catch (FunctionException alsoUnheard) {
                return;
            }
        }

        @Override
        public byte[] refused(Effect.Refusal refusal, String rule) {
            return reader.read(LambdaRefusal.of(refusal), invocation);
        }

        @Override
        public byte[] answered(Effect.Response response) {
            HttpHeaders headers = HttpHeaders.of(response.headers(), (name, value) -> true);
            boolean cutOff = response.body().length > Invocation.LARGEST_ANSWER;
            return reader.read(new Answer(response.status(), headers, response.body(), cutOff), invocation);
        }

        @Override
        public byte[] unanswered(Effect.How how, String rule) {
            throw switch (how) {
                case RESET -> unreachable("The connection to Lambda broke off (Connection reset).");
                case CLOSE ->
                    unreachable("The connection to Lambda broke off (HTTP/1.1 header parser received no bytes).");
                case HANG -> new FunctionException(Failure.TIMED_OUT, "The function did not answer within 5 minutes.");
            };
        }

        @Override
        public byte[] stopped() {
            throw unreachable("Hydrant stopped waiting for the function.");
        }

        private static FunctionException unreachable(String sentence) {
            return new FunctionException(Failure.UNREACHABLE, sentence);
        }

        @Override
        public Duration patience() {
            return limit.span().minus(Duration.between(begun, limit.clock().instant()));
        }

        @Override
        public Duration longestDelay() {
            return limit.span();
        }
    }

    /** An error as Lambda's API answers it. */
    private static final class LambdaRefusal {
        private LambdaRefusal() {}

        static Answer of(Effect.Refusal refusal) {
            return switch (refusal.code()) {
                case "FunctionError", "Handled", "Unhandled" ->
                    answer(
                            200,
                            Map.of("X-Amz-Function-Error", List.of("Unhandled")),
                            "{\"errorType\":\"Error\",\"errorMessage\":" + FarSideJson.quoted(refusal.message()) + '}');
                default ->
                    answer(
                            status(refusal),
                            Map.of("X-Amzn-ErrorType", List.of(refusal.code())),
                            "{\"Type\":\"User\",\"message\":" + FarSideJson.quoted(refusal.message()) + '}');
            };
        }

        /** A code that means something to Firehose has its own status. */
        private static int status(Effect.Refusal refusal) {
            return switch (refusal.code()) {
                case "TooManyRequestsException" -> 429;
                case "ResourceNotFoundException" -> 404;
                case "AccessDeniedException" -> 403;
                case "RequestTooLargeException" -> 413;
                default -> refusal.status();
            };
        }

        private static Answer answer(int status, Map<String, List<String>> headers, String body) {
            return new Answer(
                    status,
                    HttpHeaders.of(headers, (name, value) -> true),
                    body.getBytes(StandardCharsets.UTF_8),
                    false);
        }
    }
}
