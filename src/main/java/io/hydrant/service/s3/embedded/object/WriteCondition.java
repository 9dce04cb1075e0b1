package io.hydrant.service.s3.embedded.object;

import java.util.Optional;

/** What has to hold of the newest version of a key for a write to happen. */
@FunctionalInterface
public interface WriteCondition {
    /** No condition. */
    WriteCondition NONE = current -> {};

    /** Throws {@link io.hydrant.aws.AwsException} when the write is refused; {@code current} is empty for an absent object. */
    void check(Optional<StoredObject> current);
}
