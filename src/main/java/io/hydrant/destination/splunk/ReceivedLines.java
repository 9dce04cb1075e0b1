package io.hydrant.destination.splunk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.hydrant.receiver.ReceivedRecord;

/** Raw data as Splunk breaks it into events by default: at each end of a line. */
final class ReceivedLines {
    private ReceivedLines() {}

    private record Line(byte[] data) implements ReceivedRecord {
        @Override
        public Map<String, Object> shown() {
            return Map.of("raw", new String(data, StandardCharsets.UTF_8));
        }

        @Override
        public int bytes() {
            return data.length;
        }
    }

    /** The lines, without empty ones. */
    static List<ReceivedRecord> of(byte[] body) {
        List<ReceivedRecord> lines = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i <= body.length; i++) {
            if (i == body.length || body[i] == '\n' || body[i] == '\r') {
                if (i > begin) {
                    lines.add(new Line(Arrays.copyOfRange(body, begin, i)));
                }
                begin = i + 1;
            }
        }
        return lines;
    }
}
