package io.hydrant.service.kinesis.embedded.api.record;

import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.RequestIds;
import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.RequestHead;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.CallContexts;
import io.hydrant.protocol.ErrorWriter;
import io.hydrant.protocol.FastPath;
import io.hydrant.service.kinesis.embedded.DataStream;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.NewRecord;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;
import org.jspecify.annotations.Nullable;

/**
 * The fast path of PutRecords in JSON: the common form of a request, from bytes to records without a tree. A put into an encrypted
 * stream, which may wait for KMS, and one that waits for a disk go to a worker; what has another form, or is too much, goes to the general endpoint. Thread-safe.
 */
public final class PutRecordsEndpoint extends FastPath {
    private static final String PUT_RECORDS = "Kinesis_20131202.PutRecords";
    private static final long MOST_BYTES = 10L << 20;

    private final EmbeddedKinesis kinesis;
    private final CallContexts contexts;

    /**
     * @param general answers what the fast path cannot read; knows the operation
     * @param watched whether calls of Kinesis may have to fail, which the general endpoint sees to
     */
    public PutRecordsEndpoint(
            EmbeddedKinesis kinesis, CallContexts contexts, HttpEndpoint general, BooleanSupplier watched) {
        super(Set.of(PUT_RECORDS), general, watched);
        this.kinesis = kinesis;
        this.contexts = contexts;
    }

    @Override
    protected @Nullable HttpResponse put(HttpRequest request, boolean mayWait) {
        RequestHead head = request.head();
        PutRecordsParser.Input input = PutRecordsParser.read(request.body()).orElse(null);
        if (input == null) {
            return null;
        }
        String requestId = RequestIds.next();
        try {
            CallContext context = contexts.of(head, requestId);
            DataStream stream = kinesis.stream(context.scope(), input.streamName());
            StreamDescription description = stream.description();
            if (!fits(input.records(), description)
                    || (!mayWait && (description.settings().key().isPresent() || kinesis.isStored()))) {
                return null;
            }
            return PutRecordsWriter.write(stream.put(context.caller(), input.records()), description, requestId);
        } catch (AwsException e) {
            return ErrorWriter.write(e.error(), requestId);
        }
    }

    private static boolean fits(List<NewRecord> records, StreamDescription stream) {
        int longest = stream.settings().maxRecordBytes();
        long bytes = 0;
        for (NewRecord record : records) {
            bytes += record.data().length + record.partitionKey().length;
            if (record.data().length > longest || bytes > MOST_BYTES) {
                return false;
            }
        }
        return true;
    }
}
