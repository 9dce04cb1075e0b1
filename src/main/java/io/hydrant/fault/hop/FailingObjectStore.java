package io.hydrant.fault.hop;

import java.util.Map;

import io.hydrant.fault.Call;
import io.hydrant.fault.Effect;
import io.hydrant.fault.Faults;
import io.hydrant.fault.Hop;
import io.hydrant.fault.Strike;
import io.hydrant.service.s3.NewObject;
import io.hydrant.service.s3.ObjectStore;
import io.hydrant.service.s3.S3Exception;

/** An {@link ObjectStore} whose calls fail when {@link Faults} says so. Thread-safe as far as its target is. */
public final class FailingObjectStore implements ObjectStore {
    private final ObjectStore target;
    private final Faults faults;

    public FailingObjectStore(ObjectStore target, Faults faults) {
        this.target = target;
        this.faults = faults;
    }

    @Override
    public void put(NewObject object) {
        faults.on(new Call(
                        Hop.S3,
                        Call.Maker.FIREHOSE,
                        "PutObject",
                        object.scope(),
                        Map.of(Call.About.BUCKET, object.bucket())))
                .ifPresent(FailingObjectStore::apply);
        target.put(object);
    }

    private static void apply(Strike strike) {
        Effect.Refusal refusal = (Effect.Refusal) strike.effect().orElseThrow();
        throw new S3Exception(refusal.code(), refusal.status(), refusal.message());
    }
}
