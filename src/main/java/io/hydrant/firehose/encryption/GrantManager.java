package io.hydrant.firehose.encryption;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.hydrant.aws.Caller;
import io.hydrant.firehose.encryption.FailureDescription.Type;
import io.hydrant.service.kms.GrantRef;
import io.hydrant.service.kms.KeyArn;
import io.hydrant.service.kms.KeyService;
import io.hydrant.service.kms.KmsActor;
import io.hydrant.service.kms.KmsException;

/**
 * Creates, tries and retires Firehose's grants on customer managed keys: one grant per accepted Start or Create. Calls wait for
 * KMS; thread-safe.
 */
final class GrantManager {
    /** Session credentials older than this cannot create grants (R18). */
    static final Duration CREDENTIALS_LIMIT = Duration.ofHours(6);

    private final KeyService keys;
    private final StreamIdentity stream;

    GrantManager(KeyService keys, StreamIdentity stream) {
        this.keys = keys;
        this.stream = stream;
    }

    /** What came of preparing a key: a failure, a grant, or a grant that turned out useless. */
    record Prepared(Optional<GrantRef> grant, Optional<FailureDescription> failure) {}

    /** Creates the grant with the caller's permissions; doing so again gives the same grant. */
    Prepared create(Preparation wanted, KeyArn key) {
        Caller caller = wanted.caller();
        Instant issued = caller.credentialsIssuedAt().orElse(wanted.asked());
        if (issued.plus(CREDENTIALS_LIMIT).isBefore(wanted.asked())) {
            return refused(
                    Type.CREATE_KMS_GRANT_FAILED,
                    "The caller's session credentials are older than 6 hours; call again with fresh credentials so that"
                            + " Firehose can create a grant on " + key + ".");
        }
        try {
            return new Prepared(
                    Optional.of(keys.createGrant(
                            new KmsActor.OnBehalfOf(caller, stream.resource()),
                            key,
                            stream.encryptionContext(),
                            wanted.grantName())),
                    Optional.empty());
        } catch (KmsException e) {
            return new Prepared(Optional.empty(), Optional.of(describe(e, key, true)));
        }
    }

    /** Uses the key once in each way that records will need; empty when it works. */
    Optional<FailureDescription> tryOut(GrantRef grant) {
        KmsActor actor = actor(grant);
        try {
            byte[] probe = new byte[32];
            byte[] sealed = keys.encrypt(actor, grant.key(), probe, stream.encryptionContext());
            keys.decrypt(actor, grant.key(), sealed, stream.encryptionContext());
            keys.generateDataKey(actor, grant.key(), stream.encryptionContext()).close();
            return Optional.empty();
        } catch (KmsException e) {
            return Optional.of(describe(e, grant.key(), false));
        }
    }

    /** Whether the grant could be retired; empty when it could. */
    Optional<FailureDescription> checkRetire(GrantRef grant) {
        try {
            keys.checkRetire(actor(grant), grant);
            return Optional.empty();
        } catch (KmsException e) {
            return Optional.of(retireFailed(grant, e));
        }
    }

    /** Retires the grant; throws {@link KmsException}. */
    void retire(GrantRef grant) {
        keys.retireGrant(actor(grant), grant);
    }

    DataKeySource dataKeys(GrantRef grant) {
        return new GrantedKey(keys, actor(grant), grant.key(), stream.encryptionContext());
    }

    FailureDescription retireFailed(GrantRef grant, KmsException e) {
        return new FailureDescription(
                Type.RETIRE_KMS_GRANT_FAILED,
                "Firehose could not retire its grant " + grant.grantId() + " on " + grant.key() + ": " + text(e));
    }

    private KmsActor actor(GrantRef grant) {
        return new KmsActor.UnderGrant(grant, stream.resource());
    }

    private static Prepared refused(Type type, String details) {
        return new Prepared(Optional.empty(), Optional.of(new FailureDescription(type, details)));
    }

    /** Facts §3.6; the pairing of types is a guess. */
    private FailureDescription describe(KmsException e, KeyArn key, boolean creating) {
        boolean foreign = !key.scope().account().equals(stream.scope().account());
        return switch (e.failure()) {
            case KEY_NOT_FOUND ->
                new FailureDescription(
                        Type.KMS_KEY_NOT_FOUND,
                        "The key " + key + " does not exist in this account and Region. KMS says: " + text(e));
            case KEY_DISABLED ->
                new FailureDescription(
                        Type.DISABLED_KMS_KEY,
                        "The key " + key + " is disabled. Enable it, then start encryption again. KMS says: "
                                + text(e));
            case KEY_INVALID_STATE ->
                new FailureDescription(
                        Type.INVALID_KMS_KEY,
                        "The state of the key " + key + " does not allow its use. KMS says: " + text(e));
            case INVALID_KEY ->
                new FailureDescription(
                        Type.INVALID_KMS_KEY,
                        "Only the ARN of a symmetric encryption key can be used, and " + key + " is not one. KMS says: "
                                + text(e));
            case ACCESS_DENIED -> accessDenied(e, key, creating, foreign);
            case OPT_IN_REQUIRED -> new FailureDescription(Type.KMS_OPT_IN_REQUIRED, "KMS says: " + text(e));
            case LIMIT_EXCEEDED -> new FailureDescription(Type.CREATE_KMS_GRANT_FAILED, "KMS says: " + text(e));
            case UNAVAILABLE, UNKNOWN ->
                new FailureDescription(
                        Type.UNKNOWN_ERROR,
                        "KMS did not answer as expected for " + key + ". Start encryption again later. KMS says: "
                                + text(e));
        };
    }

    private static FailureDescription accessDenied(KmsException e, KeyArn key, boolean creating, boolean foreign) {
        if (creating && foreign) {
            return new FailureDescription(
                    Type.KMS_KEY_NOT_FOUND,
                    "The key " + key + " belongs to another account, which does not let this caller use it. KMS says: "
                            + text(e));
        }
        return creating
                ? new FailureDescription(
                        Type.CREATE_KMS_GRANT_FAILED,
                        "The caller may not create a grant on " + key
                                + ": it needs kms:CreateGrant, with kms:GrantIsForAWSResource. KMS says: " + text(e))
                : new FailureDescription(
                        Type.KMS_ACCESS_DENIED,
                        "The policy of the key " + key
                                + " does not let Firehose encrypt and decrypt with it. KMS says: " + text(e));
    }

    private static String text(KmsException e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.errorCode() : message;
    }
}
