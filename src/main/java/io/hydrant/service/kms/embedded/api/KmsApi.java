package io.hydrant.service.kms.embedded.api;

import java.util.List;
import java.util.stream.Stream;

import io.hydrant.protocol.Operation;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.access.AccessOperations;
import io.hydrant.service.kms.embedded.api.key.KeyOperations;
import io.hydrant.service.kms.embedded.api.label.LabelOperations;
import io.hydrant.service.kms.embedded.api.use.UseOperations;

/** The operations of KMS that the embedded one knows; the target prefix on the wire is {@code TrentService}. */
public final class KmsApi {
    private KmsApi() {}

    /** CreateKey whose keys get the id {@code keyId}, for a key that has to be the same after every start. */
    public static Operation<?, ?> createKey(EmbeddedKms kms, String keyId) {
        return KeyOperations.createKey(kms, keyId);
    }

    /** One object per operation. */
    public static List<Operation<?, ?>> operations(EmbeddedKms kms) {
        return Stream.of(
                        KeyOperations.of(kms), LabelOperations.of(kms), AccessOperations.of(kms), UseOperations.of(kms))
                .flatMap(List::stream)
                .toList();
    }
}
