package io.hydrant.service.kms.embedded.api.label;

import java.util.List;

import io.hydrant.protocol.Operation;
import io.hydrant.service.kms.embedded.EmbeddedKms;

/** The operations on aliases and tags. */
public final class LabelOperations {
    private LabelOperations() {}

    /** One object per operation. */
    public static List<Operation<?, ?>> of(EmbeddedKms kms) {
        return List.of(
                new CreateAlias(kms),
                new UpdateAlias(kms),
                new DeleteAlias(kms),
                new ListAliases(kms),
                new TagResource(kms),
                new UntagResource(kms),
                new ListResourceTags(kms));
    }
}
