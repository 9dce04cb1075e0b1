package io.hydrant.firehose.put;

import io.hydrant.jmh.Bodies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The hot lane's parser: body to framed records. Compare with {@code JsonCodecBenchmark}, which reads the same bodies. */
@State(Scope.Thread)
public class PutRequestParserBenchmark {
    /** Records times bytes. */
    @Param({"1x100", "1x1024", "500x100", "500x1024"})
    public String load;

    private final PutRequestParser scan = new PutRequestParser();
    private byte[] body;
    private boolean batch;

    @Setup
    public void write() {
        String[] parts = load.split("x");
        batch = !parts[0].equals("1");
        body = Bodies.put(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    @Benchmark
    public int scan() {
        if (!scan.read(body, batch)) {
            throw new AssertionError("not the common form");
        }
        return scan.frames().count();
    }
}
