package io.hydrant.firehose.put;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.destination.Purpose;
import io.hydrant.events.EventLog;
import io.hydrant.firehose.api.FirehoseApi;
import io.hydrant.firehose.api.FirehoseOptions;
import io.hydrant.firehose.configuration.DestinationConfiguration;
import io.hydrant.firehose.configuration.SourceConfiguration;
import io.hydrant.firehose.encryption.EncryptionServices;
import io.hydrant.firehose.encryption.EncryptionSettings;
import io.hydrant.firehose.encryption.KeyChoice;
import io.hydrant.firehose.encryption.KeyUsage;
import io.hydrant.firehose.encryption.OwnedKeys;
import io.hydrant.firehose.stream.Buffered;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.LiveStream;
import io.hydrant.firehose.stream.NewStream;
import io.hydrant.firehose.stream.RecordIds;
import io.hydrant.firehose.stream.StreamSettings;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.RequestHead;
import io.hydrant.protocol.CallContexts;
import io.hydrant.protocol.Constraints;
import io.hydrant.protocol.ErrorWriter;
import io.hydrant.protocol.JsonEndpoint;
import io.hydrant.record.BufferBudget;
import io.hydrant.service.kms.embedded.EmbeddedKeyService;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.source.SourceKind;
import io.hydrant.store.StateStore;
import io.hydrant.store.Timers;
import io.hydrant.store.memory.MemoryStateStore;
import io.hydrant.support.MemoryTimers;
import io.hydrant.support.Soak;
import io.hydrant.support.TestDestinations;
import io.hydrant.support.Undelivered;
import io.hydrant.time.VirtualTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random bodies, each sent through the hot lane and to the general parser in a world of its own: the same answer, and the same
 * records kept. Everything but record ids and request ids is compared.
 */
class PutRecordEndpointDifferentialTest {
    private static final int BODIES = Soak.steps(25_000, 100_000);

    /** Bodies after which the worlds' records are compared and forgotten. */
    private static final int BLOCK = 1_000;

    /** What tells one refusal from another, the telling ones first. */
    private static final List<String> REASONS = List.of(
            "validation errors detected",
            "Base64 encoded length",
            "Invalid Base64 character",
            "Invalid last non-pad Base64 character",
            "converted to a Blob",
            "converted to an String",
            "Expected list or null",
            "Expected null",
            "Start of list",
            "Start of structure",
            "must not be null",
            "length greater than",
            "length less than",
            "regular expression",
            "exceeds 4 MB",
            "not permitted",
            "not found");

    /** What has to happen, and at least how often in 500,000 bodies. */
    private static final Map<String, Integer> HAPPENS = Map.ofEntries(
            Map.entry("hot lane: record kept", 40_000),
            Map.entry("hot lane: record sealed", 20_000),
            Map.entry("hot lane: batch kept", 40_000),
            Map.entry("hot lane: batch sealed", 20_000),
            Map.entry("hot lane: batch kept in part", 250),
            Map.entry("hot lane: ServiceUnavailableException", 1_000),
            Map.entry("hot lane: ResourceNotFoundException, not found", 30_000),
            Map.entry("hot lane: InvalidArgumentException, not permitted", 40_000),
            Map.entry("hot lane: IncompleteSignatureException", 2_000),
            Map.entry("handed over: record kept", 4_000),
            Map.entry("handed over: record sealed", 2_000),
            Map.entry("handed over: batch kept", 4_000),
            Map.entry("handed over: batch sealed", 2_000),
            Map.entry("handed over: batch kept in part", 20),
            Map.entry("handed over: ServiceUnavailableException", 100),
            Map.entry("handed over: ResourceNotFoundException, not found", 4_000),
            Map.entry("handed over: InvalidArgumentException, not permitted", 4_000),
            Map.entry("handed over: InvalidArgumentException, exceeds 4 MB", 5),
            Map.entry("handed over: IncompleteSignatureException", 1_000),
            Map.entry("handed over: SerializationException", 100_000),
            Map.entry("handed over: SerializationException, Base64 encoded length", 30_000),
            Map.entry("handed over: SerializationException, Invalid Base64 character", 10_000),
            Map.entry("handed over: SerializationException, Invalid last non-pad Base64 character", 800),
            Map.entry("handed over: SerializationException, converted to a Blob", 200),
            Map.entry("handed over: SerializationException, converted to an String", 1_500),
            Map.entry("handed over: SerializationException, Expected list or null", 1_000),
            Map.entry("handed over: SerializationException, Expected null", 2_000),
            Map.entry("handed over: SerializationException, Start of list", 2_000),
            Map.entry("handed over: SerializationException, Start of structure", 3_000),
            Map.entry("handed over: ValidationException, must not be null", 20_000),
            Map.entry("handed over: ValidationException, length greater than", 10_000),
            Map.entry("handed over: ValidationException, length less than", 4_000),
            Map.entry("handed over: ValidationException, regular expression", 4_000),
            Map.entry("handed over: ValidationException, validation errors detected", 5_000));

    private static final byte[] RECORD_ID = "\"RecordId\":\"".getBytes(StandardCharsets.US_ASCII);

    static LongStream seeds() {
        return Soak.seeds(20150804);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theHotLaneAnswersAndKeepsWhatTheGeneralParserDoes(long seed) {
        PutBodies bodies = new PutBodies(seed);
        SplittableRandom random = new SplittableRandom(~seed);
        Map<String, Integer> seen = new TreeMap<>();
        for (int first = 0; first < BODIES; first += BLOCK) {
            boolean tight = first / BLOCK % 8 == 7;
            World hot = new World(tight);
            World general = new World(tight);
            for (int i = first; i < first + BLOCK; i++) {
                byte[] body = bodies.next();
                HttpRequest request = new HttpRequest(Head.of(bodies.isBatch(), random.nextInt(100)), body);
                Optional<HttpResponse> atOnce = hot.lane.answerAtOnce(request);
                HttpResponse answer = atOnce.orElseGet(() -> hot.lane.answer(request));
                HttpResponse expected = general.endpoint.answer(request);

                compare(answer, expected, seed, i, body);
                seen.merge((atOnce.isPresent() ? "hot lane: " : "handed over: ") + kind(answer), 1, Integer::sum);
            }
            compare(hot, general, "seed " + seed + " bodies " + first + " to " + (first + BLOCK - 1));
        }
        assertThat(HAPPENS)
                .as("what happens often enough")
                .allSatisfy((kind, least) ->
                        assertThat(seen.getOrDefault(kind, 0)).as(kind).isGreaterThanOrEqualTo(atLeast(least)));
    }

    private static int atLeast(int in500000) {
        int least = (int) (in500000 * 0.8 * BODIES / 500_000);
        return BODIES < 100_000 ? least : Math.max(1, least);
    }

    private static void compare(HttpResponse answer, HttpResponse expected, long seed, int i, byte[] body) {
        if (answer.status() == expected.status()
                && answer.headers().keySet().equals(expected.headers().keySet())
                && Objects.equals(
                        answer.headers().get("Content-Type"), expected.headers().get("Content-Type"))
                && Arrays.equals(withoutIds(answer), withoutIds(expected))) {
            return;
        }
        String shown = new String(body, StandardCharsets.ISO_8859_1);
        assertThat(shown(answer))
                .as("seed %d body %d: %s", seed, i, shown.substring(0, Math.min(shown.length(), 2_000)))
                .isEqualTo(shown(expected));
        assertThat(answer.headers()).as("headers, seed %d body %d", seed, i).isEqualTo(expected.headers());
    }

    /** The body without what must differ. An id that is not 216 characters long shifts the rest, and is found so. */
    private static byte[] withoutIds(HttpResponse answer) {
        byte[] body = Arrays.copyOf(answer.body(), answer.length());
        int to = 0;
        for (int from = 0; from < body.length; from++) {
            body[to++] = body[from];
            if (to >= RECORD_ID.length
                    && Arrays.equals(body, to - RECORD_ID.length, to, RECORD_ID, 0, RECORD_ID.length)) {
                from += RecordIds.LENGTH;
            }
        }
        return Arrays.copyOf(body, to);
    }

    private static String shown(HttpResponse answer) {
        return answer.status() + " " + new String(withoutIds(answer), StandardCharsets.UTF_8);
    }

    private static void compare(World hot, World general, String what) {
        for (String name : PutBodies.NAMES) {
            List<byte[]> kept = Buffered.opened(hot.stream(name), Purpose.DESTINATION);
            List<byte[]> expected = Buffered.opened(general.stream(name), Purpose.DESTINATION);
            assertThat(kept).as("records of %s, %s", name, what).hasSameSizeAs(expected);
            for (int i = 0; i < kept.size(); i++) {
                if (!Arrays.equals(kept.get(i), expected.get(i))) {
                    assertThat(kept.get(i))
                            .as("record %d of %s, %s", i, name, what)
                            .isEqualTo(expected.get(i));
                }
            }
            assertThat(hot.stream(name).counts())
                    .as("counts of %s, %s", name, what)
                    .isEqualTo(general.stream(name).counts());
        }
    }

    /** What an answer says, in few words. */
    private static String kind(HttpResponse answer) {
        if (answer.status() == 200) {
            String text = new String(answer.body(), 0, Math.min(answer.length(), 60), StandardCharsets.UTF_8);
            boolean batch = text.contains("\"FailedPutCount\":");
            return (batch ? "batch" : "record")
                    + (text.startsWith("{\"Encrypted\":true") ? " sealed" : " kept")
                    + (batch && !text.contains("\"FailedPutCount\":0,") ? " in part" : "");
        }
        String text = new String(answer.body(), 0, answer.length(), StandardCharsets.UTF_8);
        String code = text.substring(text.indexOf("\":\"") + 3, text.indexOf("Exception") + 9);
        return code
                + REASONS.stream()
                        .filter(text::contains)
                        .findFirst()
                        .map(r -> ", " + r)
                        .orElse("");
    }

    /** A head as clients send it; a few are signed badly, and a few not at all. */
    private record Head(boolean batch, String authorization) implements RequestHead {
        private static final String SIGNED =
                "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/firehose/aws4_request, "
                        + "SignedHeaders=host;x-amz-date;x-amz-target, Signature=" + "0f".repeat(32);

        static Head of(boolean batch, int dice) {
            return new Head(batch, dice == 0 ? "" : dice == 1 ? SIGNED.replace("Credential", "C") : SIGNED);
        }

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "/";
        }

        @Override
        public String query() {
            return "";
        }

        @Override
        public Optional<String> header(String name) {
            return switch (name) {
                case "X-Amz-Target" -> Optional.of("Firehose_20150804.PutRecord" + (batch ? "Batch" : ""));
                case "Content-Type" -> Optional.of(ErrorWriter.JSON_1_1);
                case "X-Amz-Date" -> Optional.of("20260101T000000Z");
                case "Authorization" -> Optional.of(authorization).filter(a -> !a.isEmpty());
                default -> Optional.empty();
            };
        }
    }

    /** Four streams with nothing in them, and both ways to put. */
    private static final class World {
        private static final Scope SCOPE = new Scope(new AccountId("111122223333"), new Region("us-east-1"));
        private static final Caller CALLER = Caller.root(SCOPE.account());
        private static final Constraints CONSTRAINTS = Constraints.load("firehose-2015-08-04.txt", false);

        private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-23T12:00:00Z"));
        private final EventLog events = new EventLog(time, 100);
        private final StateStore store = new MemoryStateStore();
        private final DeliveryStreams streams;
        private final JsonEndpoint endpoint;
        private final PutRecordEndpoint lane;

        /** @param tight has room for few records */
        World(boolean tight) {
            streams = new DeliveryStreams(Undelivered.services(
                    time,
                    events,
                    new BufferBudget(tight ? 20_000 : 1 << 30),
                    new EncryptionServices(
                            new EmbeddedKeyService(new EmbeddedKms(time, MemoryTimers.on(time), any -> List.of())),
                            new OwnedKeys(store),
                            new KeyUsage(store),
                            time,
                            store,
                            new Timers(store, time),
                            Runnable::run,
                            events,
                            new EncryptionSettings(
                                    Duration.ZERO,
                                    Duration.ZERO,
                                    Duration.ZERO,
                                    EncryptionSettings.CallerKmsCheck.OFF)),
                    new StreamSettings(Duration.ZERO, Duration.ZERO)));
            CallContexts contexts = new CallContexts(signature -> CALLER, SCOPE);
            endpoint = new JsonEndpoint(
                    "Firehose_20150804",
                    FirehoseApi.operations(streams, TestDestinations.known(), new FirehoseOptions(false)),
                    CONSTRAINTS,
                    contexts);
            lane = new PutRecordEndpoint(streams, contexts, endpoint, () -> false);
            for (String name : PutBodies.NAMES) {
                SourceKind source =
                        name.equals("from-kinesis") ? SourceKind.KinesisStreamAsSource : SourceKind.DirectPut;
                streams.create(
                        SCOPE,
                        new NewStream(
                                name,
                                new SourceConfiguration(source, Map.of()),
                                new DestinationConfiguration(TestDestinations.REDSHIFT, Map.of()),
                                new HashMap<>(),
                                List.of(),
                                name.equals("sealed") ? Optional.of(KeyChoice.awsOwned()) : Optional.empty()),
                        CALLER);
            }
            time.advance(Duration.ofMinutes(1));
        }

        LiveStream stream(String name) {
            return streams.get(SCOPE, name);
        }
    }
}
