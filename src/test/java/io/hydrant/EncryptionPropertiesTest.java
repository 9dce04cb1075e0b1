package io.hydrant;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.aws.Scope;
import io.hydrant.destination.Purpose;
import io.hydrant.events.Event;
import io.hydrant.firehose.configuration.DestinationConfiguration;
import io.hydrant.firehose.configuration.SourceConfiguration;
import io.hydrant.firehose.encryption.EncryptionState;
import io.hydrant.firehose.encryption.EncryptionStatus;
import io.hydrant.firehose.encryption.KeyChoice;
import io.hydrant.firehose.encryption.KeyInUse;
import io.hydrant.firehose.encryption.StreamEncryption;
import io.hydrant.firehose.stream.Buffered;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.LiveStream;
import io.hydrant.firehose.stream.NewStream;
import io.hydrant.firehose.stream.StreamSettings;
import io.hydrant.firehose.stream.StreamStatus;
import io.hydrant.record.BufferBudget;
import io.hydrant.record.RecordFrames;
import io.hydrant.service.kms.KeyArn;
import io.hydrant.service.kms.embedded.key.Grant;
import io.hydrant.source.PutResult;
import io.hydrant.support.ExpectedErrors;
import io.hydrant.support.Soak;
import io.hydrant.support.Story;
import io.hydrant.support.StreamWorld;
import io.hydrant.support.TestDestinations;
import io.hydrant.support.Undelivered;
import io.hydrant.time.VirtualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever happens to streams, keys and the clock in whatever order: no grant is leaked and no record is lost or laid bare. */
@ExpectedErrors(
        value = {},
        silent = true)
class EncryptionPropertiesTest {
    private static final int EVENTS = Soak.steps(6_000, 30_000);

    /** What is said to happen often happens so often at least. */
    private static final int OFTEN = Math.min(EVENTS / 30, 1_000);

    private static final int SHORT = 1_500;
    private static final int STREAMS = 20;
    private static final int KEYS = 8;
    private static final Duration RETENTION = Duration.ofHours(24);
    private static final List<Denial> DENIALS = List.of(Denial.values());
    private static final Set<String> TRANSITIONS = Set.of(
            "DISABLED>ENABLING",
            "ENABLED>ENABLING",
            "ENABLING_FAILED>ENABLING",
            "DISABLING_FAILED>ENABLING",
            "ENABLING>ENABLED",
            "ENABLING>ENABLING_FAILED",
            "ENABLED>DISABLING",
            "ENABLING_FAILED>DISABLING",
            "DISABLING_FAILED>DISABLING",
            "DISABLING>DISABLED",
            "DISABLING>DISABLING_FAILED");

    static LongStream seeds() {
        return Soak.seeds(6);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noOrderOfEventsLeaksAGrantOrLosesARecord(long seed) {
        World world = new World(seed);
        world.run(EVENTS);
        assertThat(world.story.seen().keySet()).containsAll(TRANSITIONS);
        assertThat(world.story.count("sealed")).isGreaterThan(OFTEN);
        assertThat(world.story.count("clear")).isGreaterThan(OFTEN);
        assertThat(world.story.count("refused")).isGreaterThan(OFTEN / 10);
        assertThat(world.story.count("opened")).isGreaterThan(10 * OFTEN);
        assertThat(world.story.count("deleted")).isGreaterThan(OFTEN / 10);
        assertThat(world.story.count("awaiting")).isGreaterThan(OFTEN);
        assertThat(world.story.count("expired")).isGreaterThan(OFTEN);
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

    private enum Denial {
        NONE(""),
        USE("\"kms:Encrypt\",\"kms:Decrypt\",\"kms:GenerateDataKey\""),
        RETIREMENT("\"kms:RetireGrant\""),
        ALL("\"kms:*\"");

        private final String actions;

        Denial(String actions) {
            this.actions = actions;
        }

        boolean forbidsUse() {
            return this == USE || this == ALL;
        }

        boolean forbidsRetirement() {
            return this == RETIREMENT || this == ALL;
        }
    }

    private static final class TestKey {
        private final KeyArn arn;
        private boolean enabled = true;
        private Denial denial = Denial.NONE;

        TestKey(KeyArn arn) {
            this.arn = arn;
        }
    }

    private record Kept(String payload, Instant arrival, Optional<KeyInUse> key) {}

    /** A stream of one generation, and what it ought to hold. */
    private static final class TestStream {
        private final LiveStream live;
        private final List<Kept> kept = new ArrayList<>();
        private Instant preparedUntil = Instant.MIN;
        private boolean deleted;
        private boolean forced;

        TestStream(LiveStream live) {
            this.live = live;
        }

        String name() {
            return live.value().name();
        }

        @Override
        public String toString() {
            return live.value().status() + " deleted=" + deleted + " forced=" + forced + " prepared until "
                    + preparedUntil + " " + live.encryption().insight();
        }
    }

    private static final class World {
        private final Story story;
        private final StreamWorld around = new StreamWorld(1 << 24, KEYS);
        private final Scope scope = around.scope();
        private final Caller caller = around.caller();
        private final VirtualTime time = around.time();
        private final DeliveryStreams streams = new DeliveryStreams(Undelivered.services(
                time,
                around.events(),
                around.budget(),
                around.encryption(),
                new StreamSettings(Duration.ofSeconds(10), Duration.ofSeconds(10))));
        private final List<TestKey> keys =
                around.keys().stream().map(TestKey::new).toList();
        private final Map<String, TestStream> byName = new HashMap<>();
        private final List<TestStream> gone = new ArrayList<>();
        private final Map<String, EncryptionStatus> statuses = new HashMap<>();
        private final Set<String> revoked = new HashSet<>();
        private final Set<String> leftToCustomer = new HashSet<>();
        private int payloads;

        World(long seed) {
            this.story = new Story(seed);
        }

        private void saw(String what) {
            story.saw(what);
        }

        void run(int events) {
            story.tell(events, 10, this::step, this::check, this::end);
        }

        private void step() {
            int dice = story.nextInt(100);
            if (dice < 4) {
                create();
            } else if (dice < 50) {
                put();
            } else if (dice < 62) {
                start();
            } else if (dice < 68) {
                stop();
            } else if (dice < 72) {
                toggle();
            } else if (dice < 76) {
                deny();
            } else if (dice < 77) {
                revoke();
            } else if (dice < 79) {
                delete(story.nextInt(4) == 0);
            } else if (dice < 82) {
                repair();
            } else {
                advance();
            }
            follow();
        }

        private @Nullable TestStream any() {
            return byName.get("stream-" + story.nextInt(STREAMS));
        }

        private KeyChoice choice() {
            int dice = story.nextInt(KEYS + 3);
            return dice < KEYS
                    ? KeyChoice.customerManaged(keys.get(dice).arn)
                    : dice == KEYS
                            ? KeyChoice.customerManaged(new KeyArn(
                                    "arn:aws:kms:us-east-1:111111111111:key/00000000-0000-4000-8000-000000000000"))
                            : KeyChoice.awsOwned();
        }

        private void create() {
            String name = "stream-" + story.nextInt(STREAMS);
            Optional<KeyChoice> encryption = story.nextInt(3) == 0 ? Optional.of(choice()) : Optional.empty();
            NewStream wanted = new NewStream(
                    name,
                    SourceConfiguration.directPut(),
                    new DestinationConfiguration(TestDestinations.REDSHIFT, Map.of()),
                    Map.of(),
                    List.of(),
                    encryption);
            boolean free = streams.find(scope, name).isEmpty();
            try {
                statuses.compute(name, (n, s) -> free ? EncryptionStatus.DISABLED : s);
                TestStream stream = new TestStream(streams.create(scope, wanted, caller));
                assertThat(free).as("name %s was free", name).isTrue();
                if (encryption.isPresent()) {
                    stream.preparedUntil = time.instant().plus(Duration.ofSeconds(10));
                }
                byName.put(name, stream);
            } catch (AwsException e) {
                assertThat(free).as("refused: " + e.error()).isFalse();
            }
        }

        private void start() {
            TestStream stream = any();
            if (stream == null) {
                return;
            }
            EncryptionStatus before = stream.live.encryption().state().status();
            int left = stream.live.encryption().insight().callsLeft();
            boolean legal = stream.live.value().status() == StreamStatus.ACTIVE && !before.isBusy() && left > 0;
            try {
                stream.live.startEncryption(choice(), caller);
                assertThat(legal).as("start accepted").isTrue();
                stream.preparedUntil = time.instant().plus(StreamWorld.START);
            } catch (AwsException e) {
                assertThat(legal).as("start refused: " + e.error()).isFalse();
            }
        }

        private void stop() {
            TestStream stream = any();
            if (stream == null) {
                return;
            }
            EncryptionStatus before = stream.live.encryption().state().status();
            int left = stream.live.encryption().insight().callsLeft();
            boolean legal = stream.live.value().status() == StreamStatus.ACTIVE && !before.isBusy() && left > 0;
            try {
                stream.live.stopEncryption(caller);
                assertThat(legal).as("stop accepted").isTrue();
            } catch (AwsException e) {
                assertThat(legal).as("stop refused: " + e.error()).isFalse();
            }
        }

        private void put() {
            TestStream stream = any();
            if (stream == null) {
                return;
            }
            RecordFrames frames = new RecordFrames();
            List<String> payloadsOfPut = new ArrayList<>();
            for (int i = story.nextInt(1, 4); i > 0; i--) {
                String payload = "<record %d of %s>".formatted(++payloads, stream.name());
                payloadsOfPut.add(payload);
                frames.add(payload.getBytes(StandardCharsets.UTF_8));
            }
            boolean active = stream.live.value().status() == StreamStatus.ACTIVE;
            Optional<KeyInUse> key = stream.live.encryption().state().keyInUse();
            boolean usable = active && key.map(this::works).orElse(true);
            try {
                PutResult.Kept result = stream.live.put(frames, caller);
                assertThat(usable).as("put accepted by %s", stream.name()).isTrue();
                assertThat(result.encrypted()).isEqualTo(key.isPresent());
                assertThat(result.accepted()).isEqualTo(payloadsOfPut.size());
                payloadsOfPut.forEach(p -> stream.kept.add(new Kept(p, time.instant(), key)));
                saw(result.encrypted() ? "sealed" : "clear");
            } catch (AwsException e) {
                assertThat(usable)
                        .as("put refused by %s: %s", stream.name(), e.error())
                        .isFalse();
                saw(active ? "refused" : "inactive");
            }
        }

        private void toggle() {
            setEnabled(keys.get(story.nextInt(KEYS)), story.nextBoolean());
        }

        private void setEnabled(TestKey key, boolean enabled) {
            around.setEnabled(key.arn, enabled);
            key.enabled = enabled;
        }

        private void deny() {
            setDenial(keys.get(story.nextInt(KEYS)), DENIALS.get(story.nextInt(DENIALS.size())));
        }

        private void setDenial(TestKey key, Denial denial) {
            String deny = denial == Denial.NONE
                    ? ""
                    : """
                            ,{"Effect":"Deny","Principal":{"Service":"firehose.amazonaws.com"},"Action":[%s],\
                            "Resource":"*"}"""
                            .formatted(denial.actions);
            around.kms()
                    .policies()
                    .put(
                            around.root(),
                            key.arn.value(),
                            "default",
                            """
                            {"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},\
                            "Action":"kms:*","Resource":"*"}%s]}"""
                                    .formatted(deny),
                            false);
            key.denial = denial;
        }

        private void repair() {
            TestKey key = keys.get(story.nextInt(KEYS));
            setEnabled(key, true);
            setDenial(key, Denial.NONE);
        }

        private void revoke() {
            TestKey key = keys.get(story.nextInt(KEYS));
            List<Grant> grants = grantsOn(key);
            if (!grants.isEmpty()) {
                Grant grant = grants.get(story.nextInt(grants.size()));
                around.kms().grants().revoke(around.root(), key.arn.value(), grant.grantId());
                revoked.add(grant.grantId());
            }
        }

        private void delete(boolean force) {
            TestStream stream = any();
            if (stream == null) {
                return;
            }
            StreamStatus before = stream.live.value().status();
            try {
                streams.delete(scope, stream.name(), force);
                stream.kept.clear();
                stream.deleted = true;
                stream.forced |= force;
            } catch (AwsException e) {
                assertThat(before).as("delete refused: " + e.error()).isEqualTo(StreamStatus.CREATING);
            }
        }

        private void advance() {
            int dice = story.nextInt(10);
            time.advance(
                    dice < 6
                            ? Duration.ofMillis(story.nextInt(10_000))
                            : dice < 9
                                    ? Duration.ofSeconds(story.nextInt(600))
                                    : Duration.ofSeconds(story.nextInt(3 * 3_600)));
            Instant oldest = time.instant().minus(RETENTION);
            for (TestStream stream : byName.values()) {
                if (stream.kept.removeIf(k -> !k.arrival().isAfter(oldest))) {
                    saw("expired");
                }
            }
            byName.values().removeIf(stream -> {
                boolean vanished = streams.find(scope, stream.name()).isEmpty();
                if (vanished) {
                    assertThat(stream.deleted)
                            .as("%s was deleted", stream.name())
                            .isTrue();
                    gone.add(stream);
                    saw("deleted");
                }
                return vanished;
            });
            checkGrants();
        }

        /** Every change of status is one that the machine knows, and begins where the last one ended. */
        private void follow() {
            for (Event event : around.events().matching(e -> e.type().equals("EncryptionStatusChanged"))) {
                String name = event.stream().orElseThrow();
                String from = String.valueOf(event.details().get("from"));
                String to = String.valueOf(event.details().get("to"));
                assertThat(TRANSITIONS).contains(from + ">" + to);
                assertThat(requireNonNull(statuses.get(name)).name()).isEqualTo(from);
                statuses.put(name, EncryptionStatus.valueOf(to));
                saw(from + ">" + to);
            }
            around.events().forget(e -> true);
            byName.values().forEach(s -> assertThat(s.live.encryption().state().status())
                    .isEqualTo(statuses.get(s.name())));
        }

        private void check() {
            checkGrants();
            TestStream stream = any();
            if (stream != null) {
                checkRecords(stream);
            }
        }

        private List<Grant> grantsOn(TestKey key) {
            return around.grantsOn(key.arn);
        }

        private static Stream<String> grantsOf(TestStream stream) {
            StreamEncryption.Insight insight = stream.live.encryption().insight();
            EncryptionState state = insight.state();
            return Stream.of(
                            state.keyInUse().stream(),
                            state.succession().flatMap(EncryptionState.Succession::next).stream(),
                            insight.awaitingRetirement().stream())
                    .flatMap(s -> s)
                    .flatMap(k -> k.grant().stream())
                    .map(g -> g.grantId());
        }

        /** All that a deleted stream may still hold. */
        private static Stream<String> grantsAwaitingRetirement(TestStream stream) {
            return stream.live.encryption().insight().awaitingRetirement().stream()
                    .flatMap(k -> k.grant().stream())
                    .map(g -> g.grantId());
        }

        /** Every grant has its reason, and every sealed record its grant. */
        private void checkGrants() {
            Instant now = time.instant();
            gone.removeIf(s -> !s.forced
                    && !s.preparedUntil.isAfter(now)
                    && grantsAwaitingRetirement(s).findAny().isEmpty());
            List<TestStream> all =
                    Stream.concat(byName.values().stream(), gone.stream()).toList();
            Set<String> known = Stream.concat(
                            byName.values().stream().flatMap(s -> grantsOf(s)),
                            gone.stream().flatMap(s -> grantsAwaitingRetirement(s)))
                    .collect(Collectors.toSet());
            for (TestStream stream : all) {
                stream.live.encryption().insight().awaitingRetirement().forEach(k -> saw("awaiting"));
            }
            Set<String> existing = new HashSet<>();
            for (TestKey key : keys) {
                for (Grant grant : grantsOn(key)) {
                    existing.add(grant.grantId());
                    if (known.contains(grant.grantId()) || leftToCustomer.contains(grant.grantId())) {
                        continue;
                    }
                    String arn = requireNonNull(
                            grant.terms().contextSubset().orElseThrow().get("aws:firehose:arn"));
                    List<TestStream> owners = all.stream()
                            .filter(s -> arn.endsWith("/" + s.name()))
                            .toList();
                    if (owners.stream().anyMatch(s -> s.preparedUntil.isAfter(now))) {
                        continue;
                    }
                    boolean left = key.denial.forbidsRetirement()
                            && gone.stream().anyMatch(s -> s.forced && arn.endsWith("/" + s.name()));
                    assertThat(left)
                            .as("grant of %s on %s is nobody's: denial %s, owners %s", arn, key.arn, key.denial, owners)
                            .isTrue();
                    leftToCustomer.add(grant.grantId());
                }
            }
            for (TestStream stream : byName.values()) {
                for (Kept kept : stream.kept) {
                    kept.key().flatMap(KeyInUse::grant).ifPresent(g -> {
                        if (!existing.contains(g.grantId()) && !revoked.contains(g.grantId())) {
                            throw new AssertionError(
                                    stream.name() + ": the grant is retired that opens " + kept.payload());
                        }
                    });
                }
            }
        }

        private boolean works(KeyInUse inUse) {
            return inUse.grant()
                    .map(grant -> keys.stream()
                            .anyMatch(k -> k.arn.equals(grant.key())
                                    && k.enabled
                                    && !k.denial.forbidsUse()
                                    && grantsOn(k).stream()
                                            .anyMatch(g -> g.grantId().equals(grant.grantId()))))
                    .orElse(true);
        }

        /** The buffer holds what was acknowledged, each record once, in the clear or sealed as the answer said. */
        private void checkRecords(TestStream stream) {
            String stored = Buffered.stored(stream.live).stream()
                    .map(b -> new String(b, StandardCharsets.ISO_8859_1))
                    .collect(Collectors.joining("|"));
            for (Kept kept : stream.kept) {
                if (stored.contains(kept.payload()) != kept.key().isEmpty()) {
                    throw new AssertionError(
                            stream.name() + ": wrongly stored, key " + kept.key() + ", " + kept.payload());
                }
            }
            assertThat(stream.live.counts().bufferedRecords()).isEqualTo(stream.kept.size());
            if (stream.kept.stream().map(Kept::key).distinct().allMatch(k -> k.map(this::works)
                    .orElse(true))) {
                List<String> opened = Buffered.opened(stream.live, Purpose.DESTINATION).stream()
                        .map(b -> new String(b, StandardCharsets.UTF_8))
                        .toList();
                assertThat(opened)
                        .isEqualTo(stream.kept.stream().map(Kept::payload).toList());
                opened.forEach(o -> saw("opened"));
            }
        }

        /** With every key at work again and every stream deleted, nothing is left. */
        private void end() {
            keys.forEach(k -> {
                setEnabled(k, true);
                setDenial(k, Denial.NONE);
            });
            byName.values().forEach(this::checkRecords);
            long bytes = byName.values().stream()
                    .map(s -> s.live.counts())
                    .mapToLong(c -> BufferBudget.costOf(c.bufferedRecords(), c.bufferedBytes()))
                    .sum();
            assertThat(around.budget().used()).isEqualTo(bytes).isPositive();
            time.advance(Duration.ofMinutes(5));
            byName.keySet().forEach(name -> {
                if (streams.find(scope, name).isPresent()) {
                    streams.delete(scope, name, false);
                }
            });
            time.advance(Duration.ofMinutes(5));
            assertThat(streams.all()).isEmpty();
            assertThat(around.budget().used()).isZero();
            for (TestKey key : keys) {
                assertThat(grantsOn(key)).extracting(Grant::grantId).isSubsetOf(leftToCustomer);
                assertThat(around.usage().streamsOf(key.arn))
                        .as("streams on %s", key.arn)
                        .isZero();
            }
        }
    }
}
