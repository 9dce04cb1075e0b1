package io.hydrant;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hydrant.aws.AwsException;
import io.hydrant.delivery.DeliveryAttempt;
import io.hydrant.delivery.DeliveryDependencies;
import io.hydrant.delivery.DeliveryLedger;
import io.hydrant.destination.CpuPermits;
import io.hydrant.destination.Purpose;
import io.hydrant.destination.s3.S3Buckets;
import io.hydrant.destination.s3.S3Destination;
import io.hydrant.firehose.configuration.DestinationConfiguration;
import io.hydrant.firehose.configuration.SourceConfiguration;
import io.hydrant.firehose.encryption.KeyChoice;
import io.hydrant.firehose.stream.Buffered;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.FirehoseLimits;
import io.hydrant.firehose.stream.LiveStream;
import io.hydrant.firehose.stream.NewStream;
import io.hydrant.firehose.stream.StreamDependencies;
import io.hydrant.firehose.stream.StreamSettings;
import io.hydrant.record.BufferBudget;
import io.hydrant.record.RecordDecryptor;
import io.hydrant.record.RecordFrames;
import io.hydrant.service.lambda.FunctionException;
import io.hydrant.service.lambda.FunctionService;
import io.hydrant.service.lambda.Invocation;
import io.hydrant.service.s3.NewObject;
import io.hydrant.service.s3.ObjectStore;
import io.hydrant.service.s3.S3Exception;
import io.hydrant.source.PutResult;
import io.hydrant.source.SourceTypes;
import io.hydrant.source.directput.DirectPutType;
import io.hydrant.support.QueuedWork;
import io.hydrant.support.Soak;
import io.hydrant.support.Story;
import io.hydrant.support.StreamWorld;
import io.hydrant.support.TestDestinations;
import io.hydrant.support.TestProcessors;
import io.hydrant.time.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever functions answer, whatever processors a stream has or gets, and whatever happens to keys, buckets and the clock
 * meanwhile: each acknowledged record ends in one place. Where nothing is tried again, records arrive in their order.
 */
class ProcessingPropertiesTest {
    /** About 25 records are put by a step; {@code .ci/run} makes five times as many. */
    private static final int STEPS = 1_100;

    private static final int STREAMS = 5;
    private static final int KEYS = 2;
    private static final Duration RETENTION = Duration.ofHours(24);
    private static final Duration LONGEST_SPAN = Duration.ofMinutes(20);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:111111111111:function:enrich";

    static LongStream seeds() {
        return Soak.seeds(20161201);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyAcknowledgedRecordEndsInOnePlace(long seed) {
        World world = new World(seed, true);
        world.run(Soak.steps(STEPS));

        assertThat(world.acknowledged).isGreaterThan(Soak.steps(STEPS) * 20L);
        assertThat(world.story.seen())
                .as("all that can happen has happened")
                .containsKeys(
                        "arrived",
                        "failed",
                        "dropped",
                        "backed up",
                        "expired",
                        "deleted",
                        "updated",
                        "no key",
                        "sealed",
                        "clear",
                        "lost answer",
                        "no bucket",
                        "answer: well",
                        "answer: rubbish",
                        "answer: error",
                        "answer: none",
                        "answer: late",
                        "too many partitions");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void recordsStayInOrderWhereNothingIsTriedAgain(long seed) {
        World world = new World(seed, false);
        world.run(Soak.steps(STEPS) / 4);

        assertThat(world.story.seen()).containsKeys("arrived", "answer: well", "answer: error");
    }

    @Test
    void theSameSeedTellsTheSameStory() {
        World first = new World(1, true);
        World second = new World(1, true);
        first.run(STEPS / 10);
        second.run(STEPS / 10);

        assertThat(second.story.digest()).isEqualTo(first.story.digest());
    }

    /** What has become of one acknowledged record. */
    private static final class Fate {
        private final Instant arrival;
        private int arrived;
        private int failed;
        private int mayRepeat;
        private int buffered;

        /** Whether a key was in force when it was put. */
        private boolean sealed;

        /** Whether the function dropped it when it was asked last. */
        private boolean dropped;

        Fate(Instant arrival) {
            this.arrival = arrival;
        }

        int places() {
            return arrived + failed + buffered;
        }
    }

    private static final class TestStream {
        private final LiveStream live;
        private final boolean partitioned;

        /** Whether records are unpacked; if not, they may be split, which packed ones do not survive. */
        private final boolean unpacks;

        private final Map<Long, Fate> fates = new LinkedHashMap<>();
        private final Map<String, Long> newest = new HashMap<>();
        private long passed;
        private long dropped;
        private boolean gone;

        TestStream(LiveStream live, boolean partitioned, boolean unpacks) {
            this.live = live;
            this.partitioned = partitioned;
            this.unpacks = unpacks;
        }
    }

    /** @see #everyAcknowledgedRecordEndsInOnePlace */
    private static final class World implements FunctionService, ObjectStore {
        /** Where a packed record is unpacked, for the thread of the test. */
        private static final byte[] UNPACKED = new byte[1_000_000];

        private final Story story;
        private final boolean rough;
        private final StreamWorld around = new StreamWorld(2 << 20, KEYS);
        private final VirtualTime time = around.time();
        private final QueuedWork work = new QueuedWork(time);
        private final DeliveryLedger ledger = new DeliveryLedger(1_000_000);
        private final DeliveryStreams streams;
        private final Map<Integer, TestStream> bySlot = new HashMap<>();
        private final Map<String, TestStream> byName = new HashMap<>();
        private boolean mended;
        private boolean moving;
        private boolean bucket = true;
        private int generations;
        private long acknowledged;

        /** @param rough whether buckets and keys fail, and streams change */
        World(long seed, boolean rough) {
            this.story = new Story(seed);
            this.rough = rough;
            streams = new DeliveryStreams(new StreamDependencies(
                    time,
                    work.scheduler(),
                    around.events(),
                    around.budget(),
                    around.encryption(),
                    new StreamSettings(Duration.ZERO, Duration.ZERO),
                    FirehoseLimits.none(),
                    new DeliveryDependencies(
                            time, work.scheduler(), (mayHang, task) -> work.execute(task), new Random(seed), 6),
                    new SourceTypes(List.of(new DirectPutType(time, region -> Optional.empty()))),
                    TestProcessors.known(this),
                    new S3Buckets(new S3Destination.Means(this, UUID::randomUUID, new CpuPermits(1))),
                    new CpuPermits(1),
                    ledger));
        }

        void run(int steps) {
            story.tell(steps, 50, this::step, this::check, this::end);
        }

        private void step() {
            int dice = story.nextInt(100);
            if (dice < 40) {
                put();
            } else if (dice < 68) {
                work.runNext();
            } else if (dice < 80) {
                advance();
            } else if (dice < 86) {
                create();
            } else if (dice < 90) {
                TestStream stream = bySlot.get(story.nextInt(STREAMS));
                if (stream != null) {
                    CompletableFuture<Void> unused = stream.live.flush();
                }
            } else if (rough) {
                meddle(story.nextInt(20));
            }
        }

        private void meddle(int dice) {
            TestStream stream = bySlot.get(story.nextInt(STREAMS));
            if (dice < 4 && stream != null) {
                DestinationConfiguration next = destination(stream.partitioned, stream.unpacks);
                stream.live.update(s -> s.withDestination(next, List.of(), time.instant()));
                story.saw("updated");
            } else if (dice < 5 && stream != null) {
                streams.delete(around.scope(), stream.live.value().name(), false);
                bySlot.values().remove(stream);
                stream.gone = true;
                story.saw("deleted");
            } else if (dice < 10) {
                bucket = story.nextInt(4) > 0;
            } else if (dice < 14) {
                around.setEnabled(around.keys().get(story.nextInt(KEYS)), story.nextInt(4) > 0);
            } else if (stream != null) {
                encrypt(stream);
            }
        }

        private void encrypt(TestStream stream) {
            try {
                if (story.nextInt(4) == 0) {
                    stream.live.stopEncryption(around.caller());
                } else {
                    stream.live.startEncryption(
                            KeyChoice.customerManaged(around.keys().get(story.nextInt(KEYS))), around.caller());
                }
            } catch (AwsException refused) {
                story.saw("encryption refused");
            }
        }

        private void create() {
            int slot = story.nextInt(STREAMS);
            if (bySlot.containsKey(slot)) {
                return;
            }
            String name = "stream-" + slot + "-" + ++generations;
            boolean partitioned = story.nextBoolean();
            boolean unpacks = story.nextBoolean();
            TestStream stream = new TestStream(
                    streams.create(
                            around.scope(),
                            new NewStream(
                                    name,
                                    SourceConfiguration.directPut(),
                                    destination(partitioned, unpacks),
                                    Map.of(),
                                    List.of(),
                                    Optional.empty()),
                            around.caller()),
                    partitioned,
                    unpacks);
            bySlot.put(slot, stream);
            byName.put(name, stream);
        }

        private DestinationConfiguration destination(boolean partitioned, boolean unpacks) {
            Map<String, Object> members = new HashMap<>(bucket(partitioned));
            if (story.nextInt(3) == 0) {
                members.put("S3BackupMode", "Enabled");
                members.put("S3BackupConfiguration", Map.of("BucketARN", "arn:aws:s3:::backup"));
            }
            List<Object> processors = new ArrayList<>();
            boolean keysOfLambda = partitioned && story.nextBoolean();
            if (keysOfLambda || story.nextInt(3) > 0) {
                processors.add(processor(
                        "Lambda",
                        "LambdaArn",
                        FUNCTION,
                        "NumberOfRetries",
                        "" + story.nextInt(3),
                        "BufferSizeInMBs",
                        "0.2",
                        "BufferIntervalInSeconds",
                        "" + story.nextInt(3) * 30));
            }
            if (partitioned) {
                if (!keysOfLambda) {
                    processors.add(processor(
                            "MetadataExtraction", "MetadataExtractionQuery", "{k:.k}", "JsonParsingEngine", "JQ-1.6"));
                }
                if (!unpacks && story.nextBoolean()) {
                    processors.add(processor("RecordDeAggregation", "SubRecordType", "JSON"));
                }
                members.put(
                        "DynamicPartitioningConfiguration",
                        Map.of("Enabled", true, "RetryOptions", Map.of("DurationInSeconds", 300)));
                members.put(
                        "Prefix", keysOfLambda ? "k=!{partitionKeyFromLambda:k}/" : "k=!{partitionKeyFromQuery:k}/");
                members.put("ErrorOutputPrefix", "errors/!{firehose:error-output-type}/");
            }
            if (unpacks && story.nextInt(3) > 0) {
                processors.add(processor("Decompression", "CompressionFormat", "GZIP"));
            }
            if (story.nextInt(3) == 0) {
                processors.add(processor("AppendDelimiterToRecord"));
            }
            members.put("ProcessingConfiguration", Map.of("Enabled", !processors.isEmpty(), "Processors", processors));
            return new DestinationConfiguration(TestDestinations.EXTENDED_S3, members);
        }

        private Map<String, Object> bucket(boolean partitioned) {
            return Map.of(
                    "BucketARN",
                    "arn:aws:s3:::lake",
                    "ErrorOutputPrefix",
                    "errors/",
                    "BufferingHints",
                    Map.of("SizeInMBs", 1, "IntervalInSeconds", story.nextInt(1, 5) * (partitioned ? 60 : 30)));
        }

        private static Map<String, Object> processor(String type, String... parameters) {
            List<Map<String, Object>> list = new ArrayList<>();
            for (int i = 0; i < parameters.length; i += 2) {
                list.add(Map.of("ParameterName", parameters[i], "ParameterValue", parameters[i + 1]));
            }
            return Map.of("Type", type, "Parameters", list);
        }

        private void put() {
            TestStream stream = bySlot.get(story.nextInt(STREAMS));
            if (stream == null) {
                return;
            }
            RecordFrames frames = new RecordFrames();
            List<List<Long>> ids = new ArrayList<>();
            boolean large = story.nextInt(30) == 0;
            for (int i = large ? 1 : story.nextInt(1, 90); i > 0; i--) {
                List<Long> inside = new ArrayList<>();
                frames.add(record(inside, large, stream.unpacks));
                ids.add(inside);
            }
            try {
                PutResult.Kept kept = stream.live.put(frames, around.caller());
                for (List<Long> inside : ids.subList(0, kept.accepted())) {
                    for (long id : inside) {
                        Fate fate = new Fate(time.instant());
                        fate.sealed = kept.encrypted();
                        stream.fates.put(id, fate);
                    }
                }
                story.saw(kept.encrypted() ? "sealed" : "clear");
            } catch (AwsException refused) {
                story.saw("put refused");
            }
        }

        /** JSON with a key or without, several in one, no JSON at all; packed or not. */
        private byte[] record(List<Long> ids, boolean large, boolean mayPack) {
            StringBuilder text = new StringBuilder();
            int dice = story.nextInt(20);
            for (int i = dice < 3 ? 3 : 1; i > 0; i--) {
                long id = ++acknowledged;
                ids.add(id);
                text.append(dice == 19 ? "broken " : "{")
                        .append("\"id\":")
                        .append(id)
                        .append(dice == 18 ? "" : ",\"k\":\"k" + story.nextInt(8) + "\"")
                        .append(large ? ",\"f\":\"" + "x".repeat(story.nextInt(300_000)) + "\"" : "")
                        .append('}');
            }
            byte[] plain = text.toString().getBytes(StandardCharsets.UTF_8);
            return mayPack && story.nextInt(3) > 0 ? packed(plain) : plain;
        }

        private static byte[] packed(byte[] plain) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(plain);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toByteArray();
        }

        private void advance() {
            int dice = story.nextInt(200);
            move(
                    dice < 150
                            ? Duration.ofMillis(story.nextInt(20_000))
                            : dice < 188 || !rough
                                    ? Duration.ofSeconds(story.nextInt(600))
                                    : Duration.ofHours(story.nextInt(30)));
        }

        private void move(Duration span) {
            moving = true;
            work.advance(span);
            moving = false;
        }

        @Override
        public boolean knows(String arn) {
            return true;
        }

        /** Answers well, badly, late, or not at all. */
        @Override
        public byte[] invoke(Invocation invocation) {
            int dice = mended ? 0 : story.nextInt(40);
            if (dice < 30) {
                story.saw("answer: well");
                return answer(invocation, dice);
            }
            if (dice < 33) {
                story.saw("answer: late");
                for (int i = 0; rough && !moving && i < 5; i++) {
                    put();
                    meddle(story.nextInt(20));
                }
                return answer(invocation, 0);
            }
            if (dice < 35) {
                story.saw("answer: rubbish");
                return "rubbish".getBytes(StandardCharsets.UTF_8);
            }
            if (dice < 38) {
                story.saw("answer: error");
                throw new FunctionException(FunctionException.Failure.FUNCTION_ERROR, "It failed");
            }
            story.saw("answer: none");
            throw new FunctionException(FunctionException.Failure.TIMED_OUT, "It did not answer");
        }

        private byte[] answer(Invocation invocation, int dice) {
            try {
                JsonNode event = JSON.readTree(invocation.event(), 0, invocation.length());
                ObjectNode answer = JSON.createObjectNode();
                ArrayNode records = answer.putArray("records");
                for (JsonNode record : event.get("records")) {
                    int what = dice == 0 ? 9 : story.nextInt(60);
                    byte[] data = Base64.getDecoder().decode(record.get("data").asText());
                    List<Long> ids = idsIn(data);
                    boolean drop = what == 0;
                    ids.forEach(id -> fate(id).dropped = drop);
                    if (what == 1) {
                        continue;
                    }
                    ObjectNode one = records.addObject();
                    one.set("recordId", record.get("recordId"));
                    one.put("result", drop ? "Dropped" : what == 2 ? "ProcessingFailed" : "Ok");
                    one.set("data", record.get("data"));
                    if (what != 3 && !ids.isEmpty()) {
                        one.putObject("metadata").putObject("partitionKeys").put("k", "l" + ids.get(0) % 8);
                    }
                    if (what == 4) {
                        records.add(one.deepCopy());
                    }
                }
                return JSON.writeValueAsBytes(answer);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Fate fate(long id) {
            return byName.values().stream()
                    .map(stream -> stream.fates.get(id))
                    .filter(found -> found != null)
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public void put(NewObject object) {
            if (!bucket && !mended) {
                story.saw("no bucket");
                throw new S3Exception("NoSuchBucket", 404, "There is none");
            }
            if (object.bucket().equals("backup")) {
                story.saw("backed up");
                return;
            }
            boolean broken = rough && !mended && story.nextInt(25) == 0;
            boolean failed = object.key().startsWith("errors/");
            String text = text(object);
            Long before = null;
            for (String line : failed ? text.split("\n") : new String[] {text}) {
                List<Long> ids = failed ? idsInLine(line) : idsIn(line.getBytes(StandardCharsets.ISO_8859_1));
                for (long id : ids) {
                    arrive(object.key(), id, failed, broken);
                    assertThat(rough || failed || before == null || before < id)
                            .as("order of %s after %s in %s", id, before, object.key())
                            .isTrue();
                    before = id;
                }
            }
            if (broken) {
                story.saw("lost answer");
                throw new S3Exception("InternalError", 500, "The answer is lost");
            }
        }

        private void arrive(String key, long id, boolean failed, boolean broken) {
            Fate fate = fate(id);
            fate.mayRepeat += broken ? 1 : 0;
            if (failed) {
                fate.failed++;
                story.saw("failed");
                return;
            }
            fate.arrived++;
            story.saw("arrived");
            if (!rough) {
                TestStream stream = byName.values().stream()
                        .filter(each -> each.fates.containsKey(id))
                        .findFirst()
                        .orElseThrow();
                String partition = stream.partitioned ? key.substring(0, key.indexOf('/')) : "";
                Long last = stream.newest.put(partition, id);
                assertThat(last == null || last < id)
                        .as("order of %s after %s in %s", id, last, key)
                        .isTrue();
            }
        }

        private static String text(NewObject object) {
            StringBuilder text = new StringBuilder();
            object.body().parts().forEach(part -> text.append(new String(part, StandardCharsets.ISO_8859_1)));
            return text.toString();
        }

        private List<Long> idsInLine(String line) {
            try {
                JsonNode failure = JSON.readTree(line);
                if (failure.get("errorCode").asText().endsWith("ActivePartitionsLimitExceeded")) {
                    story.saw("too many partitions");
                }
                return idsIn(Base64.getDecoder().decode(failure.get("rawData").asText()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The ids of what was put, plain or packed, in one record or several. */
        private static List<Long> idsIn(byte[] data) {
            List<Long> ids = new ArrayList<>();
            int at = 0;
            while (at < data.length) {
                if (isPacked(data, at)) {
                    at += unpack(ids, data, at);
                } else {
                    int end = at;
                    while (end < data.length && !isPacked(data, end)) {
                        end++;
                    }
                    find(ids, data, at, end);
                    at = end;
                }
            }
            return ids;
        }

        private static boolean isPacked(byte[] data, int at) {
            return at + 2 < data.length && data[at] == 0x1f && (data[at + 1] & 255) == 0x8b && data[at + 2] == 8;
        }

        /** Reads a member without optional fields, and returns its length. */
        private static int unpack(List<Long> ids, byte[] data, int at) {
            Inflater inflater = new Inflater(true);
            try {
                inflater.setInput(data, at + 10, data.length - at - 10);
                int length = 0;
                while (!inflater.finished() && !inflater.needsInput()) {
                    length += inflater.inflate(UNPACKED, length, UNPACKED.length - length);
                }
                find(ids, UNPACKED, 0, length);
                return 10 + (int) inflater.getBytesRead() + 8;
            } catch (DataFormatException e) {
                throw new IllegalStateException(e);
            } finally {
                inflater.end();
            }
        }

        private static void find(List<Long> ids, byte[] data, int from, int to) {
            Matcher matcher = ID.matcher(new String(data, from, to - from, StandardCharsets.ISO_8859_1));
            while (matcher.find()) {
                ids.add(Long.parseLong(matcher.group(1)));
            }
        }

        private void check() {
            long taken = bySlot.values().stream()
                    .map(stream -> stream.live.counts())
                    .mapToLong(c -> BufferBudget.costOf(
                            c.bufferedRecords() + c.copiedRecords(), c.bufferedBytes() + c.copiedBytes()))
                    .sum();
            assertThat(around.budget().used()).as("budget").isEqualTo(taken);
            readLedger();
            for (TestStream stream : bySlot.values()) {
                check(stream);
            }
            byName.values().removeIf(stream -> stream.gone && work.isEmpty());
        }

        private void readLedger() {
            for (DeliveryAttempt attempt : ledger.matching(each -> each.purpose() == Purpose.PROCESSING)) {
                TestStream stream = byName.get(attempt.origin().stream());
                attempt.processed().ifPresent(processed -> {
                    if (stream != null) {
                        stream.passed += processed.passed();
                        stream.dropped += processed.dropped();
                    }
                });
            }
            ledger.forget(any -> true);
            around.events().forget(any -> true);
        }

        private void check(TestStream stream) {
            List<byte[]> opened;
            try {
                opened = Buffered.opened(stream.live, Purpose.DESTINATION);
            } catch (RecordDecryptor.UnopenableException e) {
                story.saw("no key");
                return;
            }
            stream.fates.values().forEach(fate -> fate.buffered = 0);
            for (byte[] record : opened) {
                String text = new String(record, StandardCharsets.ISO_8859_1);
                List<Long> ids = text.startsWith("{\"rawData\"") ? idsInLine(text) : idsIn(record);
                ids.forEach(id -> requireNonNull(stream.fates.get(id)).buffered++);
            }
            for (byte[] clear : Buffered.clear(stream.live)) {
                String text = new String(clear, StandardCharsets.ISO_8859_1);
                for (long id : text.startsWith("{\"rawData\"") ? idsInLine(text) : idsIn(clear)) {
                    assertThat(requireNonNull(stream.fates.get(id)).sealed)
                            .as("record %s was put encrypted and lies in the clear", id)
                            .isFalse();
                }
            }
            Instant latest = time.instant().minus(RETENTION).plus(LONGEST_SPAN);
            stream.fates.entrySet().removeIf(entry -> isSettled(entry.getKey(), entry.getValue(), latest));
        }

        /** Whether the record is where it ends. A failure names it. */
        private boolean isSettled(long id, Fate fate, Instant latest) {
            assertThat(fate.places())
                    .as("record %s: arrived %s, failed %s, buffered %s", id, fate.arrived, fate.failed, fate.buffered)
                    .isLessThanOrEqualTo(1 + fate.mayRepeat);
            if (fate.places() == 0) {
                boolean expired = !fate.arrival.isAfter(latest);
                assertThat(fate.dropped || expired).as("record %s is gone", id).isTrue();
                story.saw(fate.dropped ? "dropped" : "expired");
                return true;
            }
            return fate.buffered == 0 && fate.mayRepeat == 0;
        }

        /** With every fault mended, and a day later, nothing waits and nothing is held. */
        private void end() {
            mended = true;
            around.keys().forEach(key -> around.setEnabled(key, true));
            move(RETENTION.plus(LONGEST_SPAN));
            check();
            assertThat(around.budget().used()).isZero();
            assertThat(time.pending()).isEmpty();
            for (TestStream stream : bySlot.values()) {
                assertThat(stream.live.partitions()).isEmpty();
                assertThat(Buffered.opened(stream.live, Purpose.DESTINATION)).isEmpty();
            }
        }
    }
}
