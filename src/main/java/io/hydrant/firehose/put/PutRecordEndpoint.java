package io.hydrant.firehose.put;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.RequestIds;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.FirehoseErrors;
import io.hydrant.firehose.stream.LiveStream;
import io.hydrant.firehose.stream.RecordIds;
import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.RequestHead;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.CallContexts;
import io.hydrant.protocol.ErrorWriter;
import io.hydrant.protocol.FastPath;
import io.hydrant.record.RecordFrames;
import io.hydrant.source.PutResult;
import org.jspecify.annotations.Nullable;

/**
 * The fast path of PutRecord and PutRecordBatch: the common form of a request, answered on the I/O thread without a tree or an SDK
 * object. A request that it cannot read, or that would have to wait for KMS, goes to a worker. There the general endpoint answers
 * what the fast path cannot read. Thread-safe.
 */
public final class PutRecordEndpoint extends FastPath {
    private static final String PUT_RECORD = "Firehose_20150804.PutRecord";
    private static final String PUT_RECORD_BATCH = "Firehose_20150804.PutRecordBatch";
    private static final long LARGEST_BODY = 8 << 20;
    private static final int MOST_KEPT = 1 << 18;
    private static final ThreadLocal<PutRequestParser> SCANS = ThreadLocal.withInitial(PutRequestParser::new);

    private final DeliveryStreams streams;
    private final CallContexts contexts;
    private final boolean parks;
    private final RecordIds ids = new RecordIds();

    /**
     * @param general answers what the fast path cannot read; knows both operations
     * @param watched whether calls of Firehose may have to fail, which the general endpoint sees to
     */
    public PutRecordEndpoint(
            DeliveryStreams streams, CallContexts contexts, HttpEndpoint general, BooleanSupplier watched) {
        super(Set.of(PUT_RECORD, PUT_RECORD_BATCH), general, watched);
        this.streams = streams;
        this.contexts = contexts;
        this.parks = streams.keepsRecords();
    }

    /** Where records have to come to disk, the thread that brings them there answers. */
    @Override
    public boolean parks() {
        return parks;
    }

    /** A put within the limits is only copied into the buffer; a longer body takes the general way. */
    @Override
    public long weight(RequestHead head, long length) {
        return length <= LARGEST_BODY ? length : super.weight(head, length);
    }

    @Override
    protected @Nullable HttpResponse put(HttpRequest request, boolean mayWait) {
        HttpResponse answer = parsed(request, mayWait);
        if (mayWait && SCANS.get().frames().data().length > MOST_KEPT) {
            SCANS.remove(); // there are many workers, and few of them read a large put
        }
        return answer;
    }

    @Override
    protected @Nullable CompletableFuture<HttpResponse> parked(HttpRequest request) {
        RequestHead head = request.head();
        boolean batch = isBatch(head);
        PutRequestParser scan = SCANS.get();
        if (!scan.read(request.body(), batch)) {
            return null;
        }
        CallContext context = contexts.of(head, RequestIds.next());
        try {
            PutResult result = streamOf(scan, context).tryPut(scan.frames(), context.caller());
            if (!(result instanceof PutResult.Parked later)) {
                return result instanceof PutResult.Kept kept
                        ? CompletableFuture.completedFuture(response(kept, scan.frames(), context, batch))
                        : null;
            }
            HttpResponse answer =
                    response(new PutResult.Kept(later.encrypted(), later.accepted()), scan.frames(), context, batch);
            return later.done().handle((done, failure) -> failure == null ? answer : refusal(failure, context));
        } catch (AwsException e) {
            return CompletableFuture.completedFuture(ErrorWriter.write(e.error(), context.requestId()));
        }
    }

    private static HttpResponse refusal(Throwable failure, CallContext context) {
        if (failure.getCause() instanceof AwsException refused) {
            return ErrorWriter.write(refused.error(), context.requestId());
        }
        throw failure instanceof CompletionException known ? known : new CompletionException(failure);
    }

    private static boolean isBatch(RequestHead head) {
        return head.header("X-Amz-Target").orElse("").equals(PUT_RECORD_BATCH);
    }

    private @Nullable HttpResponse parsed(HttpRequest request, boolean mayWait) {
        RequestHead head = request.head();
        boolean batch = isBatch(head);
        PutRequestParser scan = SCANS.get();
        if (!scan.read(request.body(), batch)) {
            return null;
        }
        String requestId = RequestIds.next();
        try {
            return put(scan, contexts.of(head, requestId), batch, mayWait);
        } catch (AwsException e) {
            return ErrorWriter.write(e.error(), requestId);
        }
    }

    private @Nullable HttpResponse put(PutRequestParser scan, CallContext context, boolean batch, boolean mayWait) {
        RecordFrames frames = scan.frames();
        LiveStream stream = streamOf(scan, context);
        PutResult result = mayWait ? stream.put(frames, context.caller()) : stream.tryPut(frames, context.caller());
        return result instanceof PutResult.Kept kept ? response(kept, frames, context, batch) : null;
    }

    private LiveStream streamOf(PutRequestParser scan, CallContext context) {
        LiveStream stream = streams.findOrNull(context.scope(), scan.streamName());
        if (stream == null) {
            throw new AwsException(FirehoseErrors.notFoundForPut(
                    scan.streamName(), context.scope().account()));
        }
        return stream;
    }

    private HttpResponse response(PutResult.Kept result, RecordFrames frames, CallContext context, boolean batch) {
        if (!batch && result.accepted() == 0) {
            throw new AwsException(FirehoseErrors.slowDown());
        }
        PutResponseWriter answer = batch
                ? PutResponseWriter.batch(ids, result.encrypted(), frames.count(), result.accepted())
                : PutResponseWriter.one(ids, result.encrypted());
        return new HttpResponse(
                200,
                Map.of("Content-Type", ErrorWriter.JSON_1_1, ErrorWriter.REQUEST_ID, context.requestId()),
                answer.bytes(),
                answer.length());
    }
}
