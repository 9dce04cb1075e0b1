package io.hydrant.jmh;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Bodies of puts, as an SDK writes them. */
public final class Bodies {
    private Bodies() {}

    /** The body of {@code PutRecord}, or with more than one record of {@code PutRecordBatch}. */
    public static byte[] put(int records, int bytes) {
        Random random = new Random(7);
        List<String> written = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            byte[] data = new byte[bytes];
            random.nextBytes(data);
            written.add("{\"Data\":\"" + Base64.getEncoder().encodeToString(data) + "\"}");
        }
        String member = records == 1 ? "\"Record\":" + written.get(0) : "\"Records\":[" + String.join(",", written) + "]";
        return ("{\"DeliveryStreamName\":\"bench\"," + member + "}").getBytes(StandardCharsets.UTF_8);
    }
}
