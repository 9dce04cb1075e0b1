package io.hydrant.protocol;

import io.hydrant.jmh.Bodies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordRequest;

/** The general parser, which answers for what the hot lane cannot read: body to SDK object. */
@State(Scope.Thread)
public class JsonCodecBenchmark {
    /** Records times bytes. */
    @Param({"1x100", "1x1024", "500x100", "500x1024"})
    public String load;

    private byte[] body;
    private boolean batch;

    @Setup
    public void write() {
        String[] parts = load.split("x");
        batch = !parts[0].equals("1");
        body = Bodies.put(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    @Benchmark
    public SdkPojo decode() {
        JsonText text = JsonText.of(body);
        return batch
                ? JsonCodec.decode(text, PutRecordBatchRequest::builder)
                : JsonCodec.decode(text, PutRecordRequest::builder);
    }
}
