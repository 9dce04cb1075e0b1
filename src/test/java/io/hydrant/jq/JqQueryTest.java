package io.hydrant.jq;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JqQueryTest {

    @Test
    void takesPartitionKeysFromARecord() {
        JqQuery query = JqQuery.compile("{customer:.customer.id, kind:.kind}");
        byte[] record = "{\"kind\":\"order\",\"customer\":{\"id\":7}}".getBytes(StandardCharsets.UTF_8);

        assertThat(query.run(record, 0, record.length)).hasToString("[{\"customer\":7,\"kind\":\"order\"}]");
        assertThat(query.outputKeys()).containsExactly("customer", "kind");
    }

    @Test
    void refusesWhatIsNoQuery() {
        assertThatThrownBy(() -> JqQuery.compile("{a:")).isInstanceOf(JqException.class);
    }
}
