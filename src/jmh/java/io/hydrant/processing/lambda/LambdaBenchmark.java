package io.hydrant.processing.lambda;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.destination.StreamVersion;
import io.hydrant.http.client.HttpPoster;
import io.hydrant.processing.BatchAttempt;
import io.hydrant.processing.ProcessedRecord;
import io.hydrant.processing.Processor;
import io.hydrant.processing.ProcessorContext;
import io.hydrant.processing.ProcessingFailure;
import io.hydrant.processing.RecordHandler;
import io.hydrant.record.PartitionKeys;
import io.hydrant.service.lambda.FunctionService;
import io.hydrant.service.lambda.Invocation;
import io.hydrant.service.lambda.remote.HttpFunctions;
import io.hydrant.time.VirtualTime;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/** Records through a function behind a URL, five events at once, beside a client that only posts the same events. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@Threads(5)
public class LambdaBenchmark {
    private static final int RECORDS = 1000;

    private final byte[][] data = new byte[RECORDS][1024];
    private BareFunction function;
    private HttpClient client;
    private HttpPoster poster;
    private Processor processor;
    private byte[] event;

    @Setup
    public void start() throws IOException {
        Random random = new Random(7);
        for (byte[] record : data) {
            random.nextBytes(record);
        }
        function = new BareFunction();
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        poster = new HttpPoster();
        HttpFunctions http = new HttpFunctions(poster);
        processor = processor(invocation -> {
            event = Arrays.copyOf(invocation.event(), invocation.length());
            return new byte[0];
        });
        new Batch().run(processor, data);
        processor = processor(invocation -> http.atUrl(function.url(), invocation));
    }

    @TearDown
    public void stop() throws IOException {
        poster.close();
        function.close();
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public byte[] post() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(function.url())
                .POST(BodyPublishers.ofByteArray(event))
                .build();
        return client.send(request, BodyHandlers.ofByteArray()).body();
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public int process() {
        Batch batch = new Batch();
        batch.run(processor, data);
        if (batch.gone != RECORDS) {
            throw new IllegalStateException("Only " + batch.gone + " records went on");
        }
        return batch.gone;
    }

    private interface Invoker {
        byte[] invoke(Invocation invocation);
    }

    private static Processor processor(Invoker invoker) {
        VirtualTime time = new VirtualTime(Instant.EPOCH);
        StreamVersion origin =
                new StreamVersion(new Scope(new AccountId("000000000000"), new Region("us-east-1")), "bench", 1);
        FunctionService functions = new FunctionService() {
            @Override
            public byte[] invoke(Invocation invocation) {
                return invoker.invoke(invocation);
            }

            @Override
            public boolean knows(String arn) {
                return true;
            }
        };
        return new LambdaType(functions, UUID::randomUUID)
                .open(
                        Map.of("LambdaArn", "arn:aws:lambda:us-east-1:000000000000:function:f"),
                        new ProcessorContext(origin, time, time, Optional.empty()))
                .orElseThrow();
    }

    /** A batch that is processed once, and counts what goes on. */
    private static final class Batch implements BatchAttempt, RecordHandler {
        private int gone;

        void run(Processor processor, byte[][] data) {
            RecordHandler handler = processor.open(this, this);
            for (int i = 0; i < data.length; i++) {
                handler.accept(new ProcessedRecord(
                        new ProcessedRecord.Source(i, i, Instant.EPOCH), data[i], 0, data[i].length, PartitionKeys.NONE));
            }
            handler.end();
        }

        @Override
        public void accept(ProcessedRecord record) {
            gone++;
        }

        @Override
        public void end() {}

        @Override
        public UUID id() {
            return new UUID(0, 0);
        }

        @Override
        public int partsDone() {
            return 0;
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public void partDone() {}

        @Override
        public void drop(ProcessedRecord record) {}

        @Override
        public void fail(ProcessedRecord record, ProcessingFailure failure) {}
    }
}
