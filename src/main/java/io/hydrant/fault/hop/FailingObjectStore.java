package io.hydrant.fault.hop;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.hydrant.aws.Arn;
import io.hydrant.fault.Call;
import io.hydrant.fault.Effect;
import io.hydrant.fault.Hop;
import io.hydrant.service.s3.NewObject;
import io.hydrant.service.s3.ObjectStore;
import io.hydrant.service.s3.S3Exception;

/** An {@link ObjectStore} whose calls fail when a rule says so. Thread-safe as far as its target is. */
public final class FailingObjectStore implements ObjectStore {
    private final ObjectStore target;
    private final OutgoingCalls calls;

    public FailingObjectStore(ObjectStore target, OutgoingCalls calls) {
        this.target = target;
        this.calls = calls;
    }

    @Override
    public void put(NewObject object) {
        if (!calls.watches(Hop.S3)) {
            target.put(object);
            return;
        }
        Map<Call.About, String> about = new LinkedHashMap<>();
        about.put(Call.About.BUCKET, object.bucket());
        object.stream().ifPresent(stream -> about.put(Call.About.STREAM, Streams.name(stream)));
        calls.make(
                new Call(Hop.S3, Call.Maker.FIREHOSE, "PutObject", object.scope(), about),
                object.stream().map(Arn::toString).orElse(""),
                new Put(target, object));
    }

    /** A call to S3. Without an answer it fails as the call to an S3 on another machine does. */
    private record Put(ObjectStore target, NewObject object) implements OutgoingCall<NewObject, S3Exception> {
        /** Two attempts of 30 seconds: how long the client of another S3 waits. */
        private static final Duration PATIENCE = Duration.ofMinutes(1);

        @Override
        public NewObject make() {
            target.put(object);
            return object;
        }

        @Override
        public void makeUnheard() {
            try {
                target.put(object);
            } catch (S3Exception alsoUnheard) {
                return;
            }
        }

        @Override
        public NewObject refused(Effect.Refusal refusal, String rule) {
            throw new S3Exception(refusal.code(), refusal.status(), refusal.message());
        }

        @Override
        public NewObject unanswered(Effect.How how, String rule) {
            throw switch (how) {
                case RESET -> unanswered("SocketException: Connection reset");
                case CLOSE -> unanswered("SocketException: Unexpected end of file from server");
                case HANG -> unanswered("SocketTimeoutException: Read timed out");
            };
        }

        @Override
        public NewObject stopped() {
            throw unanswered("Hydrant stopped it");
        }

        private static S3Exception unanswered(String why) {
            return new S3Exception("ConnectionFailed", 503, "no answer (" + why + ')');
        }

        @Override
        public Duration patience() {
            return PATIENCE;
        }
    }
}
