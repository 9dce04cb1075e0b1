package io.hydrant.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.RequestIds;
import io.hydrant.aws.UnavailableException;
import io.hydrant.http.FormedEndpoint;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.NoAnswerException;
import io.hydrant.http.RequestForm;
import io.hydrant.http.RequestHead;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkPojo;

/** One service that speaks AWS JSON 1.1, and AWS CBOR 1.1 where it is asked to. */
public final class JsonEndpoint implements FormedEndpoint {
    private static final Logger log = LoggerFactory.getLogger(JsonEndpoint.class);

    private static final int WEIGHT = 3;
    /** In characters; a record of 10 MiB in base64. */
    private static final int LONGEST_RECORD = 14 << 20;

    private final JsonForm form;
    private final Supplier<List<Operation<?, ?>>> source;
    private final Constraints constraints;
    private final CallContexts contexts;
    private final int longestText;
    private volatile @Nullable Map<String, Operation<?, ?>> operations;

    /** {@code targetPrefix} is what a target begins with, such as {@code Firehose_20150804}. */
    public JsonEndpoint(
            String targetPrefix, List<Operation<?, ?>> operations, Constraints constraints, CallContexts contexts) {
        this(targetPrefix, () -> operations, constraints, contexts, false, BoundedTexts.LONGEST);
    }

    private JsonEndpoint(
            String targetPrefix,
            Supplier<List<Operation<?, ?>>> source,
            Constraints constraints,
            CallContexts contexts,
            boolean speaksCbor,
            int longestText) {
        this.form = new JsonForm(targetPrefix, speaksCbor);
        this.source = source;
        this.constraints = constraints;
        this.contexts = contexts;
        this.longestText = longestText;
    }

    /** A service of large records, in JSON or CBOR. Its operations are made with the first request. */
    public static JsonEndpoint ofRecords(
            String targetPrefix,
            Supplier<List<Operation<?, ?>>> operations,
            Constraints constraints,
            CallContexts contexts) {
        return new JsonEndpoint(targetPrefix, operations, constraints, contexts, true, LONGEST_RECORD);
    }

    /** The body, what is decoded of it, and what lies between the two. */
    @Override
    public RequestForm form(RequestHead head) {
        return form;
    }

    @Override
    public long weight(RequestHead head, long length) {
        return WEIGHT * length;
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        try {
            return answerLater(request).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof NoAnswerException none ? none : e;
        }
    }

    /** Also answers what is refused without asking an operation. */
    @Override
    public Optional<HttpResponse> answerAtOnce(HttpRequest request) {
        Operation<?, ?> operation = operation(request.head());
        return operation != null && operation.mayWait()
                ? Optional.empty()
                : Optional.of(answer(request, operation, false).join());
    }

    @Override
    public CompletableFuture<HttpResponse> answerLater(HttpRequest request) {
        return answer(request, operation(request.head()), true);
    }

    private @Nullable Operation<?, ?> operation(RequestHead head) {
        return form.owns(head) ? operations().get(form.operation(head)) : null;
    }

    private Map<String, Operation<?, ?>> operations() {
        Map<String, Operation<?, ?>> made = operations;
        if (made == null) {
            made = source.get().stream().collect(Collectors.toUnmodifiableMap(Operation::name, Function.identity()));
            operations = made;
        }
        return made;
    }

    /**
     * Runs a registered operation without a request, as if {@code body} had come from the wire.
     *
     * @throws AwsException the error that a client would receive
     */
    public void run(String operation, byte[] body, CallContext context) {
        Operation<?, ?> known = operations().get(operation);
        if (known == null) {
            throw new IllegalArgumentException("No operation " + operation);
        }
        run(known, body, context);
    }

    /** Runs {@code operation}, which need not be registered; throws as {@link #run(String, byte[], CallContext)} does. */
    public void run(Operation<?, ?> operation, byte[] body, CallContext context) {
        call(operation, JsonText.of(body, BodyForm.JSON, longestText), context);
    }

    /** The answer; there at once unless it may come {@code later}. */
    private CompletableFuture<HttpResponse> answer(
            HttpRequest request, @Nullable Operation<?, ?> operation, boolean later) {
        String requestId = RequestIds.next();
        RequestHead head = request.head();
        BodyForm form = this.form.body(head);
        Optional<HttpResponse> refusal =
                form == BodyForm.CBOR ? Optional.empty() : RequestPrecheck.refusal(head, requestId);
        return refusal.map(CompletableFuture::completedFuture)
                .orElseGet(() -> run(request, form, operation, requestId, later))
                .thenApply(answer -> {
                    log.debug("Answered id={} operation={} status={}", requestId, nameOf(operation), answer.status());
                    return Cors.allow(head, answer);
                });
    }

    private CompletableFuture<HttpResponse> run(
            HttpRequest request, BodyForm form, @Nullable Operation<?, ?> operation, String requestId, boolean later) {
        CompletableFuture<byte[]> body;
        try {
            if (operation == null) {
                throw new AwsException(RequestPrecheck.unknownOperation(request.body(), form));
            }
            JsonText text = JsonText.of(request.body(), form, longestText);
            body = begin(operation, text, contexts.of(request.head(), requestId), later);
        } catch (RuntimeException | Error e) {
            body = CompletableFuture.failedFuture(e);
        }
        return body.handle((written, failure) -> failure == null
                ? new HttpResponse(
                        200, Map.of("Content-Type", form.mediaType(), ErrorWriter.REQUEST_ID, requestId), written)
                : failed(operation, form, failure, requestId));
    }

    private HttpResponse failed(
            @Nullable Operation<?, ?> operation, BodyForm form, Throwable failure, String requestId) {
        if (failure instanceof AwsException refused) {
            return ErrorWriter.write(refused.error(), requestId, form);
        }
        if (failure instanceof NoAnswerException none) {
            throw none;
        }
        if (failure instanceof UnavailableException why) {
            return ErrorWriter.write(
                    Unavailable.answer(why, this.form.prefix(), nameOf(operation), requestId), requestId, form);
        }
        boolean ofTheMachine = failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
        if (failure instanceof Error error && ofTheMachine) {
            throw error;
        }
        log.error("Hydrant failed id={} operation={}", requestId, nameOf(operation), failure);
        return ErrorWriter.write(
                AwsError.server("InternalFailure", 500, "The request failed because of an unknown error."),
                requestId,
                form);
    }

    private static String nameOf(@Nullable Operation<?, ?> operation) {
        return operation == null ? "unknown" : operation.name();
    }

    private <I extends SdkPojo, O extends SdkPojo> CompletableFuture<byte[]> begin(
            Operation<I, O> operation, JsonText text, CallContext context, boolean later) {
        I input = input(operation, text);
        return later
                ? operation.answerLater(input, context, text.form())
                : CompletableFuture.completedFuture(operation.answer(input, context, text.form()));
    }

    private <I extends SdkPojo, O extends SdkPojo> void call(
            Operation<I, O> operation, JsonText text, CallContext context) {
        byte[] unused = operation.answer(input(operation, text), context, BodyForm.JSON);
    }

    /** In AWS's order: syntax, signature, types, constraints; then comes the operation itself. */
    private <I extends SdkPojo> I input(Operation<I, ?> operation, JsonText text) {
        @SuppressWarnings("unchecked") // newInput() is a builder of I, by the contract of Operation
        I input = (I) JsonCodec.decode(text, operation::newInput);
        constraints.check(operation.inputShape(), input);
        return input;
    }
}
