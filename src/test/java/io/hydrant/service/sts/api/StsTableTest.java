package io.hydrant.service.sts.api;

import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.hydrant.aws.AccountId;
import io.hydrant.service.sts.Callers;
import io.hydrant.store.memory.MemoryStateStore;
import io.hydrant.support.OperationTable;
import io.hydrant.time.VirtualTime;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.StsClient;

import static org.assertj.core.api.Assertions.assertThat;

class StsTableTest {
    @Test
    void theDocumentsListTheOperationsThatStsHasAndThoseThatHydrantLeavesOut() throws IOException {
        VirtualTime time = new VirtualTime(Instant.EPOCH);
        Set<String> registered =
                StsApi.operations(new Callers(new AccountId("000000000000"), time, new MemoryStateStore()), time)
                        .stream()
                        .map(StsOperation::name)
                        .collect(Collectors.toSet());
        Set<String> known = OperationTable.operationsOf(StsClient.class).stream()
                .map(name -> name.replace("Saml", "SAML"))
                .collect(Collectors.toSet());

        assertThat(OperationTable.differences("STS", known, registered))
                .as("rows of compatibility.md that differ from StsApi")
                .isEmpty();
        Set<String> all = new TreeSet<>(registered);
        all.addAll(StsApi.NOT_IMPLEMENTED);
        assertThat(all).isEqualTo(new TreeSet<>(known));
    }
}
