package io.hydrant.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.hydrant.Hydrant;
import io.hydrant.protocol.Operation;
import io.hydrant.record.BufferBudget;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.KinesisDependencies;
import io.hydrant.service.kinesis.embedded.api.KinesisApi;
import io.hydrant.support.Soak;
import io.hydrant.time.VirtualTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

import static java.time.Duration.ZERO;
import static java.time.Instant.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;

/** No request to Kinesis, however odd, in JSON or CBOR, ends in an error of Hydrant itself. */
class MutatedKinesisRequestsPropertiesTest {
    private static final int REQUESTS = Soak.steps(1_000, 2_500);
    private static final int ROUND = 250;
    private static final int MOST_TOLD = 10;
    private static final String ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/s";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CBORFactory CBOR = new CBORFactory();

    static LongStream seeds() {
        return Soak.seeds(31, 32);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noRequestEndsInAnErrorOfHydrantItself(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> failed = new ArrayList<>();
        List<Operation<?, ?>> operations = operations();
        Map<Integer, Integer> statuses = new TreeMap<>();
        try (Hydrant hydrant = Hydrant.start();
                KinesisClient client = KinesisBench.client(hydrant, ClientsOf.DEFAULT_ACCOUNT)) {
            hydrant.control().freeze(true);
            RandomInput inputs = inputs(random, hydrant, client);
            for (int i = 0; i < REQUESTS && failed.size() < MOST_TOLD; i++) {
                if (i % ROUND == ROUND - 1) {
                    hydrant.control().reset();
                    inputs = inputs(random, hydrant, client);
                }
                Operation<?, ?> operation = operations.get(random.nextInt(operations.size()));
                MutatedRequest request = request(operation, inputs, random);
                int status = send(hydrant, request);
                statuses.merge(status, 1, Integer::sum);
                if (status >= 500) {
                    failed.add("request " + i + ":\n" + request);
                }
            }
        }
        assertThat(failed).as("answered with 5xx, seed %d", seed).isEmpty();
        assertThat(statuses.get(200)).as("how many of %s fit", statuses).isGreaterThan(REQUESTS / 8);
    }

    private static List<Operation<?, ?>> operations() {
        VirtualTime time = new VirtualTime(EPOCH);
        return KinesisApi.operations(new EmbeddedKinesis(new KinesisDependencies(
                time, time, new BufferBudget(1), (caller, region, operation, key, context) -> {}, ZERO, ZERO, false)));
    }

    private static RandomInput inputs(SplittableRandom random, Hydrant hydrant, KinesisClient client) {
        KinesisBench bench = new KinesisBench(hydrant, client);
        bench.stream("s", 3);
        bench.stream("t", 1);
        String number = bench.put("s", "a", "x");
        String consumer = client.registerStreamConsumer(
                        register -> register.streamARN(ARN).consumerName("c"))
                .consumer()
                .consumerARN();
        client.updateShardCount(
                update -> update.streamName("t").targetShardCount(2).scalingType("UNIFORM_SCALING"));
        String token =
                client.listShards(list -> list.streamName("s").maxResults(1)).nextToken();
        List<String> shards = List.of("\"shardId-000000000000\"", "\"shardId-000000000001\"", "\"1\"");
        Map<String, List<String>> fitting = new TreeMap<>();
        fitting.put("StreamName", List.of("\"s\"", "\"s\"", "\"s\"", "\"s\"", "\"t\"", "\"u\""));
        fitting.put("StreamARN", List.of(quoted(ARN)));
        fitting.put("StreamId", List.of("\"abcdefghij0123456789-abc\""));
        fitting.put("Data", List.of("\"aGVsbG8=\"", "\"\""));
        fitting.put("Tags", List.of("{\"a\":\"b\"}"));
        fitting.put("TagKeys", List.of("[\"a\"]"));
        fitting.put("Records", List.of("[{\"Data\":\"aGk=\",\"PartitionKey\":\"k\"}]"));
        fitting.put("ShardId", shards);
        fitting.put("ShardToSplit", shards);
        fitting.put("ShardToMerge", shards);
        fitting.put("AdjacentShardToMerge", shards);
        fitting.put("NewStartingHashKey", List.of("\"17\"", "\"170141183460469231731687303715884105728\""));
        fitting.put("ExplicitHashKey", List.of("\"17\"", "\"0\""));
        fitting.put("ShardIteratorType", types());
        fitting.put("StartingSequenceNumber", List.of(quoted(number), "\"7\""));
        fitting.put("SequenceNumberForOrdering", List.of(quoted(number)));
        fitting.put("ShardIterator", List.of(quoted(bench.iterator("s", "0", ShardIteratorType.TRIM_HORIZON))));
        fitting.put("PartitionKey", List.of("\"a\"", "\"b\""));
        fitting.put("ResourceARN", List.of(quoted(ARN), quoted(consumer)));
        fitting.put("ConsumerARN", List.of(quoted(consumer)));
        fitting.put("ConsumerName", List.of("\"c\"", "\"d\""));
        fitting.put("NextToken", List.of(quoted(token)));
        fitting.put("ScalingType", List.of("\"UNIFORM_SCALING\""));
        fitting.put("EncryptionType", List.of("\"KMS\"", "\"NONE\""));
        fitting.put("KeyId", List.of("\"alias/aws/kinesis\""));
        fitting.put("RetentionPeriodHours", List.of("24", "48", "9000"));
        fitting.put("ShardLevelMetrics", List.of("[\"ALL\"]", "[\"IncomingBytes\"]"));
        fitting.put("StreamMode", List.of("\"ON_DEMAND\"", "\"PROVISIONED\""));
        fitting.put("Timestamp", List.of("0", "1795847282.333", "-1e300", "1e300", "99999999999999"));
        fitting.put("Type", List.of("\"AT_TIMESTAMP\"", "\"AT_LATEST\"", "\"AFTER_SHARD_ID\""));
        fitting.put("MaxRecordSizeInKiB", List.of("1024", "10240"));
        fitting.put("TargetShardCount", List.of("1", "2", "4", "2147483647"));
        fitting.put("Policy", List.of("\"{}\""));
        return new RandomInput(random, fitting);
    }

    private static List<String> types() {
        return ShardIteratorType.knownValues().stream()
                .map(type -> quoted(type.toString()))
                .toList();
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static MutatedRequest request(Operation<?, ?> operation, RandomInput inputs, SplittableRandom random) {
        String body = inputs.of(operation.newInput());
        String target = "X-Amz-Target: Kinesis_20131202." + operation.name();
        MutatedRequest request =
                MutatedRequest.of("POST", "/", body, "Content-Type: application/x-amz-json-1.1", target);
        if (random.nextBoolean()) {
            request = new MutatedRequest(
                    "POST", "/", List.of("Content-Type: application/x-amz-cbor-1.1", target), cbor(body));
        }
        return random.nextInt(3) == 0 ? request.mutated(random) : request;
    }

    /** The same in CBOR; a text that is no JSON stays as it is. */
    private static byte[] cbor(String body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonParser parser = JSON.createParser(body);
                JsonGenerator generator = CBOR.createGenerator(out)) {
            parser.nextToken();
            generator.copyCurrentStructure(parser);
        } catch (JsonProcessingException e) {
            return body.getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static int send(Hydrant hydrant, MutatedRequest request) throws IOException {
        try (RawHttp connection = new RawHttp(hydrant.endpoint())) {
            connection.send(request.head(), request.body());
            return Integer.parseInt(connection.head().substring(9, 12));
        }
    }
}
