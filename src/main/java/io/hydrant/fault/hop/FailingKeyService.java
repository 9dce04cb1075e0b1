package io.hydrant.fault.hop;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.hydrant.fault.Call;
import io.hydrant.fault.Effect;
import io.hydrant.fault.Hop;
import io.hydrant.service.kms.DataKey;
import io.hydrant.service.kms.GrantRef;
import io.hydrant.service.kms.KeyArn;
import io.hydrant.service.kms.KeyService;
import io.hydrant.service.kms.KmsActor;
import io.hydrant.service.kms.KmsException;
import io.hydrant.service.kms.KmsFailure;

/** A {@link KeyService} whose calls fail when a rule says so. Thread-safe as far as its target is. */
public final class FailingKeyService implements KeyService {
    private final KeyService target;
    private final OutgoingCalls calls;

    public FailingKeyService(KeyService target, OutgoingCalls calls) {
        this.target = target;
        this.calls = calls;
    }

    @Override
    public GrantRef createGrant(KmsActor actor, KeyArn key, Map<String, String> context, String name) {
        return call("CreateGrant", actor, key, () -> target.createGrant(actor, key, context, name));
    }

    /** KMS is asked to retire the grant without doing it, so it fails as a retirement does. */
    @Override
    public void checkRetire(KmsActor actor, GrantRef grant) {
        call("RetireGrant", actor, grant.key(), () -> {
            target.checkRetire(actor, grant);
            return grant;
        });
    }

    @Override
    public void retireGrant(KmsActor actor, GrantRef grant) {
        call("RetireGrant", actor, grant.key(), () -> {
            target.retireGrant(actor, grant);
            return grant;
        });
    }

    @Override
    public DataKey generateDataKey(KmsActor actor, KeyArn key, Map<String, String> context) {
        return call("GenerateDataKey", actor, key, () -> target.generateDataKey(actor, key, context));
    }

    @Override
    public byte[] encrypt(KmsActor actor, KeyArn key, byte[] plaintext, Map<String, String> context) {
        return call("Encrypt", actor, key, () -> target.encrypt(actor, key, plaintext, context));
    }

    @Override
    public byte[] decrypt(KmsActor actor, KeyArn key, byte[] ciphertextBlob, Map<String, String> context) {
        return call("Decrypt", actor, key, () -> target.decrypt(actor, key, ciphertextBlob, context));
    }

    /** No call to KMS. */
    @Override
    public boolean allows(KmsActor actor, KeyArn key, String action, Map<String, String> context) {
        return target.allows(actor, key, action, context);
    }

    /** No call to KMS. */
    @Override
    public long epoch(KeyArn key) {
        return target.epoch(key);
    }

    private <T> T call(String operation, KmsActor actor, KeyArn key, Supplier<T> work) {
        if (!calls.watches(Hop.KMS)) {
            return work.get();
        }
        Map<Call.About, String> about = new LinkedHashMap<>();
        about.put(Call.About.STREAM, actor.streamName());
        about.put(Call.About.KEY, key.value());
        if (actor instanceof KmsActor.OnBehalfOf behalf) {
            about.put(Call.About.CALLER, behalf.caller().arn());
        }
        Call call = new Call(Hop.KMS, Call.Maker.FIREHOSE, operation, actor.scope(), about);
        return calls.make(call, actor.stream().toString(), new KmsCall<>(work));
    }

    /** A call to KMS. Without an answer it fails as the call to a KMS on another machine does. */
    private record KmsCall<T>(Supplier<T> work) implements OutgoingCall<T, KmsException> {
        /** Two attempts of five seconds: how long the client of another KMS waits. */
        private static final Duration PATIENCE = Duration.ofSeconds(10);

        @Override
        public T make() {
            return work.get();
        }

        @Override
        public void makeUnheard() {
            try {
                if (work.get() instanceof DataKey key) {
                    key.close();
                }
            } catch (KmsException alsoUnheard) {
                return;
            }
        }

        @Override
        public T refused(Effect.Refusal refusal, String rule) {
            KmsFailure failure = refusal.status() >= 500 ? KmsFailure.UNAVAILABLE : KmsFailure.of(refusal.code());
            throw new KmsException(failure, refusal.code(), refusal.message(), rule);
        }

        @Override
        public T unanswered(Effect.How how, String rule) {
            throw switch (how) {
                case RESET -> unavailable("SocketException", "Connection reset", rule);
                case CLOSE -> unavailable("SocketException", "Unexpected end of file from server", rule);
                case HANG -> unavailable("SocketTimeoutException", "Read timed out", rule);
            };
        }

        private static KmsException unavailable(String code, String message, String rule) {
            return new KmsException(KmsFailure.UNAVAILABLE, code, message, rule);
        }

        @Override
        public T stopped() {
            throw new KmsException(KmsFailure.UNAVAILABLE, "InterruptedIOException", "Hydrant stopped it", "");
        }

        @Override
        public Duration patience() {
            return PATIENCE;
        }
    }
}
