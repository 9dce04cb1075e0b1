package io.hydrant.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.jq.JqQuery;

/**
 * Queries on a record of 1 KiB beside Jackson's parse of the same record into a tree, in turns. A line a query: how many times
 * as many records a second of CPU as the parse, least, median and greatest of the rounds; the parse's nanoseconds; the query.
 */
public final class JqRatios {
    private static final int WARM_UP = 4;
    private static final String[] QUERIES = {
        ".customer_id",
        "{customer_id:.customer_id}",
        "{customer_id:.customer_id,device:.type.device,region:.region}",
        "{year:.event_timestamp|strftime(\"%Y\"),month:.event_timestamp|strftime(\"%m\"),day:.event_timestamp|strftime(\"%d\")}",
        "if .amount > 10 then \"big\" else \"small\" end",
        "{day:.ts[0:10],hour:.ts[11:13]}",
        "{first:(.region|split(\"-\")|.[0])}",
        "{ok:(.customer_id|test(\"^C-[0-9]+$\"))}",
        "{customer:(.customer_id|ascii_upcase|sub(\"C-\";\"\"))}",
        "{total:([.items[]|.price*.quantity]|add)}",
        "[.items[]|{sku:.sku,total:(.price*.quantity)}]",
        "."
    };

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static Object sink = "";

    private JqRatios() {}

    private interface Work {
        Object once() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        int records = Integer.parseInt(arguments[1]);
        byte[] record = record();
        ObjectMapper mapper = new ObjectMapper();
        for (int i = 0; i < WARM_UP; i++) {
            nanoseconds(records, () -> mapper.readTree(record));
            for (String query : QUERIES) {
                JqQuery compiled = JqQuery.compile(query);
                nanoseconds(records / 2, () -> compiled.run(record, 0, record.length));
            }
        }
        for (String query : QUERIES) {
            JqQuery compiled = JqQuery.compile(query);
            double[] ratios = new double[rounds];
            double parse = 0;
            for (int i = 0; i < rounds; i++) {
                parse = nanoseconds(records, () -> mapper.readTree(record));
                ratios[i] = parse / nanoseconds(records, () -> compiled.run(record, 0, record.length));
            }
            Arrays.sort(ratios);
            System.out.printf(
                    "%.2f %.2f %.2f %.0f %s%n", ratios[0], ratios[rounds / 2], ratios[rounds - 1], parse, query);
        }
        if (sink.equals(record.length)) {
            throw new IllegalStateException();
        }
    }

    private static double nanoseconds(int times, Work work) throws Exception {
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < times; i++) {
            sink = work.once();
        }
        return (THREADS.getCurrentThreadCpuTime() - start) / (double) times;
    }

    private static byte[] record() {
        StringBuilder text = new StringBuilder("{\"event_id\":\"e-123456\",\"event_timestamp\":1565382027,")
                .append("\"ts\":\"2026-11-28T03:04:05Z\",\"customer_id\":\"C-1001\",")
                .append("\"type\":{\"device\":\"mobile\",\"event\":\"user_clicked_submit_button\"},")
                .append("\"region\":\"eu-west-1\",\"amount\":12.5,\"tags\":[\"red\",\"green\",\"blue\"],\"items\":[");
        for (int i = 0; i < 8; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("{\"sku\":\"SKU-" + (1000 + i) + "\",\"quantity\":" + (i + 1) + ",\"price\":" + (i * 3 + 0.25))
                    .append(",\"title\":\"Article number " + i + " of the list\"}");
        }
        text.append("],\"user_agent\":\"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)\",")
                .append("\"ok\":true,\"note\":null}");
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
