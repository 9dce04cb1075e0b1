package io.hydrant.service.kms.embedded.administration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.hydrant.service.kms.embedded.key.Key;
import io.hydrant.service.kms.embedded.key.KeyState;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import io.hydrant.service.kms.embedded.key.KmsState;
import io.hydrant.service.kms.embedded.key.RotationSchedule;
import io.hydrant.service.kms.embedded.policy.Authorizer;

/** New key material on a schedule or on demand. The key's ARN, policy and grants stay; old ciphertext stays readable. */
public final class KeyRotation {
    /** Source: developer guide, quotas. */
    private static final int MOST_ON_DEMAND = 25;

    private final KmsState state;
    private final Authorizer gate;
    private final RotationSchedule schedule;

    public KeyRotation(KmsState state, Authorizer gate, RotationSchedule schedule) {
        this.state = state;
        this.gate = gate;
        this.schedule = schedule;
    }

    /** What GetKeyRotationStatus answers; period and date only while rotation is on. */
    public record Status(String keyArn, boolean enabled, Optional<Duration> period, Optional<Instant> next) {}

    /**
     * A material of a key, and the rotation that brought it.
     *
     * @param rotation empty for the first material, and for one that waits
     * @param state {@code CURRENT}, {@code NON_CURRENT} or {@code PENDING_ROTATION}
     * @param imported only of imported material
     */
    public record Listed(
            String keyArn,
            String materialId,
            Optional<Done> rotation,
            String state,
            Optional<ImportedState> imported) {}

    /**
     * One rotation that has happened.
     *
     * @param type {@code AUTOMATIC} or {@code ON_DEMAND}
     */
    public record Done(Instant date, String type) {}

    /** What is known about imported material; it has no end where it does not expire. */
    public record ImportedState(boolean isPresent, Optional<Instant> validTo, Optional<String> description) {}

    /**
     * Rotates the key every {@code periodInDays}, 90 to 2560.
     *
     * @throws io.hydrant.aws.AwsException {@code UnsupportedOperationException}, {@code DisabledException}, {@code
     *     KMSInvalidStateException}, {@code ValidationException}
     */
    public void enable(KmsCall call, String keyId, int periodInDays) {
        state.locked(() -> {
            Key key = rotatable(
                    call,
                    keyId,
                    Authorizer.Use.with(
                            "EnableKeyRotation",
                            Map.of("kms:RotationPeriodInDays", List.of(Integer.toString(periodInDays)))));
            if (periodInDays < 90 || periodInDays > 2560) {
                throw KmsErrors.validation("RotationPeriodInDays must be between 90 and 2560");
            }
            schedule.start(key, Duration.ofDays(periodInDays));
            return key.id();
        });
    }

    /**
     * Ends the schedule.
     *
     * @throws io.hydrant.aws.AwsException as {@link #enable}
     */
    public void disable(KmsCall call, String keyId) {
        state.locked(() -> {
            Key key = rotatable(call, keyId, Authorizer.Use.of("DisableKeyRotation"));
            schedule.stop(key);
            return key.id();
        });
    }

    /**
     * Whether and when the key rotates; false for keys that cannot (a guess, on which Terraform relies).
     *
     * @throws io.hydrant.aws.AwsException {@code NotFoundException}, {@code AccessDeniedException}
     */
    public Status status(KmsCall call, String keyId) {
        return state.locked(() -> {
            Key key = gate.open(call, keyId, Authorizer.Use.of("GetKeyRotationStatus"));
            Key primary = key.primary();
            boolean on = primary.rotationPeriod().isPresent()
                    && key.state() != KeyState.PENDING_DELETION
                    && key.state() != KeyState.PENDING_REPLICA_DELETION;
            return on
                    ? new Status(key.arn(), true, primary.rotationPeriod(), primary.nextRotation())
                    : new Status(key.arn(), false, Optional.empty(), Optional.empty());
        });
    }

    /**
     * Rotates the key now and answers its ARN. An imported key rotates to the material that waits for it.
     *
     * @throws io.hydrant.aws.AwsException {@code LimitExceededException}, or as {@link #enable}
     */
    public String rotateNow(KmsCall call, String keyId) {
        return state.locked(() -> {
            // the state before the key spec and the material, as recorded on AWS
            Key key = gate.open(call, keyId, Authorizer.Use.of("RotateKeyOnDemand"));
            requireSymmetric(key);
            requirePrimary(key);
            if (key.origin().equals("EXTERNAL")
                    && key.imports().pendingRotation().isEmpty()) {
                throw KmsErrors.nothingPendingRotation(key.arn());
            }
            long done = key.rotations().stream()
                    .filter(each -> each.type().equals("ON_DEMAND"))
                    .count();
            if (done >= MOST_ON_DEMAND) {
                throw KmsErrors.limitExceeded(
                        "The on-demand rotations limit has been reached for the given keyId. No more"
                                + " on-demand rotations can be performed for this key: " + key.arn());
            }
            schedule.rotate(key, "ON_DEMAND");
            return key.arn();
        });
    }

    /**
     * The rotations so far, oldest first.
     *
     * @param allMaterial whether to tell the first material and one that waits for its rotation, too
     * @throws io.hydrant.aws.AwsException {@code UnsupportedOperationException}, {@code NotFoundException}
     */
    public List<Listed> list(KmsCall call, String keyId, boolean allMaterial) {
        return state.locked(() -> {
            Key key = gate.open(call, keyId, Authorizer.Use.of("ListKeyRotations"));
            requireSymmetric(key);
            return Stream.concat(key.materials().stream(), key.imports().pendingRotation().stream())
                    .map(each -> listed(key, each.id()))
                    .filter(each -> allMaterial || each.rotation().isPresent())
                    .toList();
        });
    }

    private static Listed listed(Key key, String id) {
        boolean isCurrent =
                key.currentMaterial().filter(each -> each.id().equals(id)).isPresent();
        boolean isPending = key.imports()
                .pendingRotation()
                .filter(each -> each.id().equals(id))
                .isPresent();
        return new Listed(
                key.arn(),
                id,
                key.rotations().stream()
                        .filter(each -> each.materialId().equals(id))
                        .map(each -> new Done(each.date(), each.type()))
                        .findFirst(),
                isCurrent ? "CURRENT" : isPending ? "PENDING_ROTATION" : "NON_CURRENT",
                key.imports()
                        .find(id)
                        .map(each -> new ImportedState(each.isPresent(), each.validTo(), each.description())));
    }

    private Key rotatable(KmsCall call, String keyId, Authorizer.Use use) {
        Key key = state.resolve(call.scope(), keyId, false);
        gate.authorize(call, key, use, grant -> true);
        requireRotatable(key);
        requirePrimary(key);
        return gate.pass(call, key, use, grant -> true);
    }

    /** Rotation is a property of the primary key. Source: developer guide, rotating multi-Region keys; the text is a guess. */
    private static void requirePrimary(Key key) {
        if (key.isReplica()) {
            throw KmsErrors.noPrimaryKey(key.arn());
        }
    }

    private static void requireSymmetric(Key key) {
        if (!key.spec().isSymmetric()) {
            throw KmsErrors.unsupported();
        }
    }

    private static void requireRotatable(Key key) {
        requireSymmetric(key);
        if (!key.origin().equals("AWS_KMS")) {
            throw KmsErrors.unsupportedOrigin(key.arn(), key.origin());
        }
    }
}
