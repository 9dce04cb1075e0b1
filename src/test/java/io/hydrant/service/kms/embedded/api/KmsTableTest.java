package io.hydrant.service.kms.embedded.api;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.protocol.Operation;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.support.MemoryTimers;
import io.hydrant.support.OperationTable;
import io.hydrant.time.VirtualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KmsTableTest {
    @Test
    void theDocumentsListTheOperationsThatKmsHasAndThoseThatHydrantLeavesOut() throws IOException {
        VirtualTime time = new VirtualTime(Instant.EPOCH);
        Set<String> registered =
                KmsApi.operations(new EmbeddedKms(time, MemoryTimers.on(time), caller -> List.of())).stream()
                        .map(Operation::name)
                        .collect(Collectors.toSet());

        assertThat(OperationTable.differences("KMS", known(), registered))
                .as("rows of compatibility.md that differ from KmsApi")
                .isEmpty();
    }

    /** All operations of AWS's model. */
    private static Set<String> known() throws IOException {
        try (InputStream model = KmsTableTest.class.getResourceAsStream("/models/kms-2014-11-01.json")) {
            Set<String> names = new TreeSet<>();
            new ObjectMapper().readTree(model).path("operations").fieldNames().forEachRemaining(names::add);
            assertThat(names).hasSizeGreaterThan(50);
            return names;
        }
    }
}
