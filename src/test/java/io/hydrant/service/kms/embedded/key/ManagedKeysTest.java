package io.hydrant.service.kms.embedded.key;

import java.util.List;

import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.KmsFixture;
import io.hydrant.support.MemoryTimers;
import org.junit.jupiter.api.Test;

import static io.hydrant.service.kms.embedded.KmsFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

class ManagedKeysTest {
    private final KmsFixture given = new KmsFixture();

    @Test
    void makesNoKeyWithoutMemoryForIt() {
        EmbeddedKms full = new EmbeddedKms(given.time, MemoryTimers.on(given.time), caller -> List.of(), () -> false);

        assertThat(refusal(() -> full.keys().describe(given.root, "alias/aws/s3"))
                        .code())
                .isEqualTo("LimitExceededException");
        assertThat(full.keys().list(given.root)).isEmpty();
    }

    @Test
    void aKeyThatItsReaderMayNotDescribeDoesNotComeIntoBeing() {
        assertThat(refusal(() -> given.kms.keys().describe(KmsFixture.as("nobody"), "alias/aws/s3"))
                        .code())
                .isEqualTo("AccessDeniedException");

        assertThat(given.kms.keys().list(given.root)).isEmpty();
        assertThat(given.time.pending()).isEmpty();
    }
}
