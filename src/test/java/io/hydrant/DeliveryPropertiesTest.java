package io.hydrant;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.aws.Scope;
import io.hydrant.delivery.DeliveryAttempt;
import io.hydrant.delivery.DeliveryAttempt.Result;
import io.hydrant.delivery.DeliveryDependencies;
import io.hydrant.delivery.DeliveryLedger;
import io.hydrant.destination.CpuPermits;
import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.DeliveryResult.Next;
import io.hydrant.destination.Destination;
import io.hydrant.destination.DestinationContext;
import io.hydrant.destination.DestinationSpec;
import io.hydrant.destination.LineMembers;
import io.hydrant.destination.Purpose;
import io.hydrant.destination.RecordErrors;
import io.hydrant.destination.S3Bucket;
import io.hydrant.destination.StreamVersion;
import io.hydrant.destination.Transfer;
import io.hydrant.destination.http.EndpointSettings;
import io.hydrant.destination.s3.FailedRecords;
import io.hydrant.destination.s3.S3Buckets;
import io.hydrant.destination.s3.S3Destination;
import io.hydrant.events.Event;
import io.hydrant.firehose.configuration.DeliveryMetrics;
import io.hydrant.firehose.configuration.DestinationConfiguration;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.DestinationType;
import io.hydrant.firehose.configuration.SourceConfiguration;
import io.hydrant.firehose.configuration.processing.Processors;
import io.hydrant.firehose.encryption.KeyChoice;
import io.hydrant.firehose.encryption.KeyInUse;
import io.hydrant.firehose.stream.Buffered;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.FirehoseLimits;
import io.hydrant.firehose.stream.LiveStream;
import io.hydrant.firehose.stream.NewStream;
import io.hydrant.firehose.stream.StreamDependencies;
import io.hydrant.firehose.stream.StreamSettings;
import io.hydrant.record.BufferBudget;
import io.hydrant.record.BufferingHints;
import io.hydrant.record.PartitionKeys;
import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordDecryptor;
import io.hydrant.record.RecordFrames;
import io.hydrant.record.RecordSet;
import io.hydrant.service.kms.embedded.key.Grant;
import io.hydrant.service.s3.NewObject;
import io.hydrant.service.s3.ObjectStore;
import io.hydrant.service.s3.S3Exception;
import io.hydrant.service.s3.embedded.EmbeddedObjectStore;
import io.hydrant.service.s3.embedded.EmbeddedS3;
import io.hydrant.service.s3.embedded.object.WriteCondition;
import io.hydrant.source.PutResult;
import io.hydrant.source.SourceTypes;
import io.hydrant.source.directput.DirectPutType;
import io.hydrant.support.ExpectedErrors;
import io.hydrant.support.FakeBuckets;
import io.hydrant.support.QueuedWork;
import io.hydrant.support.Soak;
import io.hydrant.support.Story;
import io.hydrant.support.StreamWorld;
import io.hydrant.support.TestDestinations;
import io.hydrant.time.Scheduler;
import io.hydrant.time.VirtualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever happens to destinations, keys, streams and the clock in whatever order, also in the middle of a delivery: each
 * acknowledged record is in exactly one place.
 */
@ExpectedErrors(value = "scripted", silent = true)
class DeliveryPropertiesTest {
    private static final int EVENTS = Soak.steps(3_000, 20_000);
    private static final int SHORT = Soak.steps(700, 2_000);
    private static final int STREAMS = 8;
    private static final int KEYS = 3;
    private static final int BUCKETS = 4;
    private static final Duration RETENTION = Duration.ofHours(24);

    /** What is taken from a buffer together expires together, though some of it arrived so much later. */
    private static final Duration LONGEST_SPAN = Duration.ofMinutes(20);

    static LongStream seeds() {
        return Soak.seeds(7);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyAcknowledgedRecordIsInExactlyOnePlace(long seed) {
        World world = new World(seed);
        world.run(EVENTS);
        assertThat(world.story.seen())
                .as("all that can happen has happened")
                .containsKeys(
                        "put sealed",
                        "put clear",
                        "put refused",
                        "slow down",
                        "arrived",
                        "copied",
                        "error output",
                        "lost",
                        "expired",
                        "expired without a destination",
                        "twice",
                        "in between",
                        "deleted",
                        "no key",
                        "no bucket",
                        "partly",
                        "refused",
                        "thrown");
    }

    @Test
    void theSameSeedTellsTheSameStory() {
        World first = new World(1);
        World second = new World(1);
        first.run(SHORT);
        second.run(SHORT);

        assertThat(second.story.digest()).isEqualTo(first.story.digest());
        assertThat(second.story.seen()).isEqualTo(first.story.seen());
    }

    /** What has become of one acknowledged record, on the way of one lane. */
    private static final class Fate {
        private int arrived;
        private int failed;
        private int lost;
        private int mayRepeat;
        private int buffered;

        boolean isMissing() {
            return arrived + failed + lost + buffered == 0;
        }
    }

    private static final class Lane {
        private final Map<Long, Fate> fates = new LinkedHashMap<>();
        private final Map<Long, Instant> arrivals = new HashMap<>();
        private long lostInLedger;
        private long expiredInLedger;
        private long repeatable;
        private int mayRepeat;
    }

    /** A stream of one generation, and what it has acknowledged. */
    private static final class TestStream {
        private final LiveStream live;
        private final Lane main = new Lane();
        private final Lane copies = new Lane();
        private boolean copying;
        private boolean up = true;
        private long expiredInEvents;
        private boolean gone;

        TestStream(LiveStream live) {
            this.live = live;
        }

        Lane lane(Purpose purpose) {
            return purpose == Purpose.BACKUP ? copies : main;
        }
    }

    private static final class World {
        private final Story story;
        private final StreamWorld around = new StreamWorld(3 << 19, KEYS);
        private final Scope scope = around.scope();
        private final Caller caller = around.caller();
        private final VirtualTime time = around.time();
        private final DeliveryLedger ledger = new DeliveryLedger(1_000_000);
        private final EmbeddedS3 s3 = new EmbeddedS3(time, Optional.empty(), scope.account());
        private final ObjectStore store = new EmbeddedObjectStore(s3);
        private final CpuPermits turns = new CpuPermits(1);

        /** Deliveries wait until a step lets them go on, so that other steps come in between; while the clock moves they do not wait. */
        private final QueuedWork deliveries = new QueuedWork(time);

        private final DeliveryStreams streams;
        private final Map<Integer, TestStream> bySlot = new HashMap<>();
        private final Map<String, TestStream> byName = new HashMap<>();
        private boolean moving;
        private boolean mended;
        private final DestinationType endpoints = new EndpointType();
        private long payloads;
        private int generations;

        World(long seed) {
            this.story = new Story(seed);
            Scheduler scheduler = deliveries.scheduler();
            streams = new DeliveryStreams(new StreamDependencies(
                    time,
                    scheduler,
                    around.events(),
                    around.budget(),
                    around.encryption(),
                    new StreamSettings(Duration.ZERO, Duration.ZERO),
                    FirehoseLimits.none(),
                    new DeliveryDependencies(
                            time, scheduler, (mayHang, task) -> deliveries.execute(task), new Random(seed), 500),
                    new SourceTypes(List.of(new DirectPutType(time, region -> Optional.empty()))),
                    new Processors(List.of()),
                    (FakeBuckets) this::open,
                    turns,
                    ledger));
        }

        private void saw(String what) {
            story.saw(what);
        }

        void run(int events) {
            story.tell(events, 25, this::step, this::check, this::end);
        }

        private void step() {
            int dice = story.nextInt(100);
            if (dice < 35) {
                put();
            } else if (dice < 65) {
                deliveries.runNext();
            } else if (dice < 75) {
                advance();
            } else {
                meddle(story.nextInt(25));
            }
        }

        private void meddle(int dice) {
            if (dice < 5) {
                create();
            } else if (dice < 8) {
                update();
            } else if (dice < 9) {
                delete();
            } else if (dice < 12) {
                flush();
            } else if (dice < 16) {
                bucket("bucket-" + story.nextInt(BUCKETS), story.nextInt(4) > 0);
            } else if (dice < 19) {
                around.setEnabled(around.keys().get(story.nextInt(KEYS)), story.nextInt(4) > 0);
            } else if (dice < 23) {
                encrypt();
            } else {
                TestStream stream = any();
                if (stream != null) {
                    stream.up = !stream.up;
                }
            }
        }

        private @Nullable TestStream any() {
            return bySlot.get(story.nextInt(STREAMS));
        }

        private void put() {
            TestStream stream = any();
            if (stream == null) {
                return;
            }
            RecordFrames frames = new RecordFrames();
            List<Long> ids = new ArrayList<>();
            boolean large = story.nextInt(12) == 0;
            for (int i = large ? 1 : story.nextInt(1, 6); i > 0; i--) {
                ids.add(++payloads);
                int filler = large ? story.nextInt(400_000) : story.nextInt(60);
                frames.add(("<" + payloads + ":" + "x".repeat(filler) + ">").getBytes(StandardCharsets.US_ASCII));
            }
            try {
                PutResult.Kept result = stream.live.put(frames, caller);
                for (long id : ids.subList(0, result.accepted())) {
                    acknowledge(stream.main, id);
                    if (stream.copying) {
                        acknowledge(stream.copies, id);
                    }
                }
                saw(result.encrypted() ? "put sealed" : "put clear");
                saw(result.accepted() < ids.size() ? "slow down" : "room");
            } catch (AwsException e) {
                saw("put refused");
            }
        }

        private void acknowledge(Lane lane, long id) {
            lane.fates.put(id, new Fate());
            lane.arrivals.put(id, time.instant());
        }

        /** In the middle of a delivery: something else, now and then also while the clock waits for it. */
        private void interrupted() {
            while (!mended && story.nextInt(moving ? 8 : 2) == 0) {
                saw("in between");
                if (story.nextBoolean()) {
                    put();
                } else {
                    meddle(story.nextInt(25));
                }
            }
        }

        private void create() {
            int slot = story.nextInt(STREAMS);
            if (bySlot.containsKey(slot)) {
                return;
            }
            String name = "stream-" + slot + "-" + ++generations;
            DestinationConfiguration destination = destination();
            TestStream stream = new TestStream(streams.create(
                    scope,
                    new NewStream(
                            name, SourceConfiguration.directPut(), destination, Map.of(), List.of(), Optional.empty()),
                    caller));
            stream.copying = isCopied(destination);
            bySlot.put(slot, stream);
            byName.put(name, stream);
        }

        private void update() {
            TestStream stream = any();
            if (stream != null) {
                DestinationConfiguration next = destination();
                stream.live.update(s -> s.withDestination(next, List.of(), time.instant()));
                stream.copying = isCopied(next);
            }
        }

        private void delete() {
            int slot = story.nextInt(STREAMS);
            TestStream stream = bySlot.get(slot);
            if (stream != null) {
                streams.delete(scope, stream.live.value().name(), false);
                bySlot.remove(slot);
                stream.gone = true;
                saw("deleted");
            }
        }

        private void flush() {
            TestStream stream = any();
            if (stream != null) {
                CompletableFuture<Void> unused = stream.live.flush();
            }
        }

        private DestinationConfiguration destination() {
            int dice = story.nextInt(20);
            if (dice < 3) {
                return new DestinationConfiguration(TestDestinations.REDSHIFT, Map.of());
            }
            Map<String, Object> members = new HashMap<>(members());
            if (dice < 10) {
                members.put("S3BackupMode", story.nextInt(3) == 0 ? "Enabled" : "Disabled");
                members.put("S3BackupConfiguration", members());
                return new DestinationConfiguration(TestDestinations.EXTENDED_S3, members);
            }
            members.put("S3BackupMode", story.nextInt(3) == 0 ? "AllData" : "FailedDataOnly");
            members.put("S3Configuration", members());
            members.put("EndpointConfiguration", Map.of("Url", "https://endpoint.example/in"));
            members.put("RetryOptions", Map.of("DurationInSeconds", story.nextInt(3) * 200));
            return new DestinationConfiguration(endpoints, members);
        }

        private Map<String, Object> members() {
            return Map.of(
                    "BucketARN",
                    "arn:aws:s3:::bucket-" + story.nextInt(BUCKETS),
                    "BufferingHints",
                    Map.of("SizeInMBs", 1, "IntervalInSeconds", story.nextInt(5) * 30));
        }

        private static boolean isCopied(DestinationConfiguration destination) {
            return Set.of("Enabled", "AllData")
                    .contains(String.valueOf(destination.members().get("S3BackupMode")));
        }

        private void bucket(String name, boolean there) {
            if (there) {
                s3.createBucket(scope, name);
            } else if (s3.find(scope.account(), name).isPresent()) {
                s3.deleteBucket(scope.account(), name);
            }
        }

        private void encrypt() {
            TestStream stream = any();
            if (stream == null) {
                return;
            }
            try {
                if (story.nextInt(4) == 0) {
                    stream.live.stopEncryption(caller);
                } else {
                    int dice = story.nextInt(KEYS + 1);
                    stream.live.startEncryption(
                            dice < KEYS
                                    ? KeyChoice.customerManaged(around.keys().get(dice))
                                    : KeyChoice.awsOwned(),
                            caller);
                }
            } catch (AwsException e) {
                saw("encryption refused");
            }
        }

        private void advance() {
            int dice = story.nextInt(400);
            move(
                    dice < 340
                            ? Duration.ofMillis(story.nextInt(20_000))
                            : dice < 392
                                    ? Duration.ofSeconds(story.nextInt(1_800))
                                    : Duration.ofHours(story.nextInt(30)));
        }

        private void move(Duration span) {
            moving = true;
            deliveries.advance(span);
            moving = false;
        }

        /** Buckets as the product opens them; every bucket tells what arrives. */
        private Destination open(S3Bucket bucket, StreamVersion origin, Purpose purpose, PartitionKeys partition) {
            return new S3Buckets(means(new Watched(whose(origin), purpose))).open(bucket, origin, purpose, partition);
        }

        private TestStreamOf whose(StreamVersion origin) {
            return () -> requireNonNull(byName.get(origin.stream()));
        }

        /** The HTTP endpoint as the product configures it, but for its sockets. */
        private final class EndpointType implements DestinationType {
            @Override
            public String awsName() {
                return TestDestinations.HTTP_ENDPOINT.awsName();
            }

            @Override
            public DestinationRules rules() {
                return TestDestinations.HTTP_ENDPOINT.rules();
            }

            @Override
            public DeliveryMetrics metrics() {
                return TestDestinations.HTTP_ENDPOINT.metrics();
            }

            @Override
            public Optional<DestinationSpec> read(Map<String, Object> members) {
                DestinationSpec spec =
                        TestDestinations.HTTP_ENDPOINT.read(members).orElseThrow();
                return Optional.of(new DestinationSpec() {
                    @Override
                    public BufferingHints hints() {
                        return spec.hints();
                    }

                    @Override
                    public Optional<S3Bucket> backup() {
                        return spec.backup();
                    }

                    @Override
                    public S3Bucket errorBucket() {
                        return spec.errorBucket();
                    }

                    @Override
                    public Destination open(DestinationContext context) {
                        return new Endpoint(EndpointSettings.read(members), context.origin(), whose(context.origin()));
                    }
                });
            }
        }

        private S3Destination.Means means(ObjectStore store) {
            return new S3Destination.Means(store, UUID::randomUUID, turns);
        }

        /** The embedded S3, which sometimes stores and then breaks off; what is stored is read back and cleared away. */
        private final class Watched implements ObjectStore {
            private final TestStreamOf whose;
            private final Purpose purpose;

            Watched(TestStreamOf whose, Purpose purpose) {
                this.whose = whose;
                this.purpose = purpose;
            }

            @Override
            public void put(NewObject object) {
                interrupted();
                try {
                    store.put(object);
                } catch (S3Exception e) {
                    saw("no bucket");
                    throw e;
                }
                s3.bucket(scope.account(), object.bucket()).delete(object.key(), WriteCondition.NONE);
                boolean broken = !mended && story.nextInt(20) == 0;
                Lane lane = whose.stream().lane(purpose);
                for (long id : ids(object, purpose == Purpose.ERROR_OUTPUT)) {
                    Fate fate = requireNonNull(lane.fates.get(id));
                    if (purpose == Purpose.ERROR_OUTPUT) {
                        fate.failed++;
                        saw("error output");
                    } else {
                        fate.arrived++;
                        saw(purpose == Purpose.BACKUP ? "copied" : "arrived");
                    }
                    fate.mayRepeat += broken ? 1 : 0;
                }
                interrupted();
                if (broken) {
                    lane.mayRepeat++;
                    throw new S3Exception("InternalError", 500, "The answer is lost");
                }
            }
        }

        /** An endpoint that fails in each way there is. */
        private final class Endpoint implements Destination {
            private final EndpointSettings spec;
            private final StreamVersion origin;
            private final TestStreamOf whose;

            Endpoint(EndpointSettings spec, StreamVersion origin, TestStreamOf whose) {
                this.spec = spec;
                this.origin = origin;
                this.whose = whose;
            }

            @Override
            public Transfer begin() {
                return this::attempt;
            }

            private DeliveryResult attempt(RecordBatch remaining) {
                interrupted();
                NavigableMap<Integer, Fate> left = fates(remaining);
                TestStream stream = whose.stream();
                int dice = mended ? 9 : stream.up ? story.nextInt(10) : story.nextInt(5);
                if (dice == 0) {
                    saw("thrown");
                    throw new IllegalStateException("scripted");
                }
                if (dice > 5) {
                    left.values().forEach(this::arrive);
                    return new DeliveryResult.Delivered("test:endpoint", remaining.bytes());
                }
                RecordSet all = remaining.positions();
                RecordSet none = RecordSet.none(all.size());
                if (dice == 1) {
                    left.values().forEach(fate -> {
                        fate.arrived++;
                        fate.mayRepeat++;
                    });
                    stream.main.mayRepeat++;
                    return failed(Next.RETRY, all, none);
                }
                RecordSet some = dice > 2 ? some(left.keySet(), all.size()) : none;
                boolean loses = story.nextInt(4) == 0;
                if (!some.isEmpty()) {
                    saw("partly");
                    some.positions().forEach(i -> {
                        Fate fate = requireNonNull(left.get(i));
                        if (loses) {
                            fate.lost++;
                        } else {
                            arrive(fate);
                        }
                    });
                }
                RecordSet rest = all.minus(some);
                if (rest.isEmpty()) {
                    return loses
                            ? failed(Next.DISCARD, some, none)
                            : new DeliveryResult.Delivered("test:endpoint", remaining.bytes());
                }
                RecordSet lost = loses ? some : none;
                if (dice == 5) {
                    DeliveryResult dropped = failed(Next.DISCARD, rest, lost);
                    rest.positions().forEach(i -> requireNonNull(left.get(i)).lost++);
                    saw("lost");
                    return dropped;
                }
                RecordSet never =
                        dice == 3 ? some(Set.copyOf(rest.positions().boxed().toList()), all.size()) : none;
                if (!never.isEmpty() && !never.equals(rest)) {
                    saw("refused");
                    interrupted();
                    return new DeliveryResult.Failed(
                            "test:endpoint",
                            "Test.Refused",
                            "Scripted.",
                            Next.RETRY,
                            rest.minus(never),
                            lost,
                            never,
                            RecordErrors.NONE);
                }
                return failed(dice == 4 ? Next.ERROR_OUTPUT : Next.RETRY, rest, lost);
            }

            /** Some from the front, or some from anywhere. */
            private RecordSet some(Set<Integer> positions, int size) {
                if (story.nextBoolean()) {
                    int count = story.nextInt(positions.size() + 1);
                    return RecordSet.of(
                            size,
                            positions.stream().limit(count).mapToInt(i -> i).toArray());
                }
                saw("anywhere");
                return RecordSet.of(
                        size,
                        positions.stream()
                                .filter(i -> story.nextBoolean())
                                .mapToInt(i -> i)
                                .toArray());
            }

            private void arrive(Fate fate) {
                fate.arrived++;
                saw("arrived");
            }

            private DeliveryResult failed(Next next, RecordSet failed, RecordSet lost) {
                interrupted();
                return new DeliveryResult.Failed("test:endpoint", "Test.Down", "Scripted.", next, failed, lost);
            }

            private NavigableMap<Integer, Fate> fates(RecordBatch batch) {
                NavigableMap<Integer, Fate> fates = new TreeMap<>();
                batch.forEach((position, arrival, data, offset, length) -> {
                    String text = new String(data, offset, length, StandardCharsets.US_ASCII);
                    fates.put(
                            position,
                            requireNonNull(
                                    whose.stream().main.fates.get(idsIn(text).get(0))));
                });
                return fates;
            }

            @Override
            public Duration retryFor() {
                return spec.retryFor();
            }

            @Override
            public Optional<Destination> errorOutput(Failure failure) {
                return Optional.of(new FailedRecords(
                        spec.bucket(),
                        "http-endpoint-failed",
                        LineMembers.last(""),
                        failure,
                        origin,
                        means(new Watched(whose, Purpose.ERROR_OUTPUT))));
            }
        }

        private static List<Long> ids(NewObject object, boolean failed) {
            StringBuilder text = new StringBuilder();
            object.body().parts().forEach(part -> text.append(new String(part, StandardCharsets.US_ASCII)));
            if (!failed) {
                return idsIn(text.toString());
            }
            List<Long> ids = new ArrayList<>();
            for (String line : text.toString().lines().toList()) {
                int from = line.indexOf("\"rawData\":\"") + 11;
                byte[] raw = java.util.Base64.getDecoder().decode(line.substring(from, line.indexOf('"', from)));
                ids.addAll(idsIn(new String(raw, StandardCharsets.US_ASCII)));
            }
            return ids;
        }

        private static List<Long> idsIn(String text) {
            List<Long> ids = new ArrayList<>();
            for (int at = 0; at < text.length(); at = text.indexOf('>', at) + 1) {
                assertThat(text.charAt(at)).isEqualTo('<');
                ids.add(Long.parseLong(text.substring(at + 1, text.indexOf(':', at))));
            }
            return ids;
        }

        private void check() {
            readLedger();
            long taken = bySlot.values().stream()
                    .map(s -> s.live.counts())
                    .mapToLong(c -> BufferBudget.costOf(
                            c.bufferedRecords() + c.copiedRecords(), c.bufferedBytes() + c.copiedBytes()))
                    .sum();
            assertThat(around.budget().used()).as("budget").isEqualTo(taken);
            for (TestStream stream : byName.values()) {
                if (!stream.gone) {
                    checkLane(stream, Purpose.DESTINATION);
                    checkLane(stream, Purpose.BACKUP);
                }
            }
            byName.values().removeIf(stream -> stream.gone && deliveries.isEmpty());
        }

        private void checkLane(TestStream stream, Purpose purpose) {
            String name = stream.live.value().name() + " " + purpose;
            Lane lane = stream.lane(purpose);
            List<byte[]> opened;
            try {
                opened = Buffered.opened(stream.live, purpose);
            } catch (RecordDecryptor.UnopenableException e) {
                saw("no key");
                return;
            }
            lane.fates.values().forEach(fate -> fate.buffered = 0);
            for (byte[] record : opened) {
                long id = idsIn(new String(record, StandardCharsets.US_ASCII)).get(0);
                requireNonNull(lane.fates.get(id)).buffered++;
            }
            long gone = 0;
            Instant latest = time.instant().minus(RETENTION).plus(LONGEST_SPAN);
            for (Map.Entry<Long, Fate> entry : lane.fates.entrySet()) {
                Fate fate = entry.getValue();
                int places = fate.arrived + fate.failed + fate.lost + fate.buffered;
                if (places > 1 + fate.mayRepeat) {
                    throw new AssertionError(name + ": record " + entry.getKey() + " arrived " + fate.arrived
                            + ", failed " + fate.failed + ", lost " + fate.lost + ", buffered " + fate.buffered
                            + ", may repeat " + fate.mayRepeat);
                }
                if (fate.isMissing()) {
                    gone++;
                    assertThat(lane.arrivals.get(entry.getKey()))
                            .as("%s: record %s is gone", name, entry.getKey())
                            .isBeforeOrEqualTo(latest);
                }
                if (fate.arrived + fate.failed > 1) {
                    saw("twice");
                }
            }
            assertThat(lane.repeatable).as("retries of %s", name).isGreaterThanOrEqualTo(lane.mayRepeat);
            long lost = lane.fates.values().stream().filter(f -> f.lost > 0).count();
            long unrouted = purpose == Purpose.BACKUP
                    ? 0
                    : stream.expiredInEvents - stream.main.expiredInLedger - stream.copies.expiredInLedger;
            long repeated = lane.fates.values().stream()
                    .filter(f -> f.mayRepeat > 0 && f.buffered == 0)
                    .count();
            if (unrouted > 0) {
                saw("expired without a destination");
            }
            assertThat(lane.lostInLedger + lane.expiredInLedger + unrouted)
                    .as("records of %s gone without a trace, or told to be", name)
                    .isBetween(gone + lost, gone + lost + repeated);
        }

        /** Sums what the ledger and the events tell, and forgets them. */
        private void readLedger() {
            for (DeliveryAttempt delivery : ledger.matching(d -> true)) {
                TestStream stream = byName.get(delivery.origin().stream());
                if (stream == null) {
                    continue;
                }
                Lane lane = stream.lane(delivery.purpose());
                boolean expired = delivery.result() == Result.DROPPED
                        && !delivery.error().orElseThrow().code().equals("Test.Down");
                boolean old =
                        delivery.result() == Result.DROPPED && delivery.age().compareTo(RETENTION) >= 0;
                if (expired || old) {
                    lane.expiredInLedger += delivery.lost();
                    saw("expired");
                } else {
                    lane.lostInLedger += delivery.lost();
                }
                if (delivery.result() != Result.DELIVERED) {
                    lane.repeatable++;
                }
            }
            ledger.forget(d -> true);
            for (Event event : around.events().matching(e -> e.type().equals("RecordsExpired"))) {
                TestStream stream = byName.get(event.stream().orElseThrow());
                if (stream != null) {
                    long records = ((Number) requireNonNull(event.details().get("records"))).longValue();
                    stream.expiredInEvents += records;
                }
            }
            around.events().forget(e -> true);
        }

        /** With every fault mended, and a day later, nothing waits and nothing is held. */
        private void end() {
            for (int i = 0; i < BUCKETS; i++) {
                bucket("bucket-" + i, true);
            }
            around.keys().forEach(k -> around.setEnabled(k, true));
            mended = true;
            move(RETENTION.plus(LONGEST_SPAN));
            check();
            assertThat(around.budget().used()).isZero();
            assertThat(time.pending()).isEmpty();
            bySlot.values().forEach(s -> {
                assertThat(Buffered.opened(s.live, Purpose.DESTINATION)).isEmpty();
                assertThat(Buffered.opened(s.live, Purpose.BACKUP)).isEmpty();
                assertThat(s.live.encryption().insight().awaitingRetirement()).isEmpty();
            });
            Set<String> inForce = new HashSet<>();
            bySlot.values().forEach(s -> s.live.encryption()
                    .state()
                    .keyInUse()
                    .flatMap(KeyInUse::grant)
                    .ifPresent(g -> inForce.add(g.grantId())));
            assertThat(grants()).containsExactlyInAnyOrderElementsOf(inForce);
            // a grant goes when nothing that it opens is counted any more
            bySlot.values().stream()
                    .filter(s -> s.live.encryption().state().keyInUse().isPresent())
                    .forEach(s -> s.live.stopEncryption(caller));
            move(Duration.ofMinutes(5));
            assertThat(grants()).isEmpty();
            assertThat(time.pending()).isEmpty();
        }

        private List<String> grants() {
            return around.keys().stream()
                    .flatMap(k -> around.grantsOn(k).stream())
                    .map(Grant::grantId)
                    .toList();
        }
    }

    @FunctionalInterface
    private interface TestStreamOf {
        TestStream stream();
    }
}
