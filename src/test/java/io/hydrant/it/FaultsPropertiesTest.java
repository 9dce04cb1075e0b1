package io.hydrant.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.Hydrant;
import io.hydrant.control.FaultRule;
import io.hydrant.support.Soak;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.FirehoseException;
import software.amazon.awssdk.services.firehose.model.ProcessingConfiguration;
import software.amazon.awssdk.services.firehose.model.ProcessorType;
import software.amazon.awssdk.services.firehose.model.Record;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever rules there are: what the client saw, the hits of the rules, the events, the ledger and what arrived agree; and the same
 * seed gives the same history again.
 */
@Timeout(120)
class FaultsPropertiesTest {
    private static final int ROUNDS = 7;
    private static final int STEPS = 14;
    private static final List<String> STREAMS = List.of("plain", "sealed", "function");
    private static final Pattern ID = Pattern.compile("<(\\d+)>");

    static LongStream seeds() {
        return Soak.seeds(1, 13);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatTheClientSawAgreesWithEverythingThatIsToldAndHappensAgain(long seed) throws IOException {
        List<String> first;
        try (World world = new World(seed)) {
            first = world.run(Soak.steps(ROUNDS));
        }
        try (World again = new World(seed)) {
            assertThat(again.run(Soak.steps(ROUNDS))).isEqualTo(first);
        }

        assertThat(first).as("all that can happen has happened").anyMatch(line -> line.contains("connection"));
        assertThat(List.of("firehose", "s3", "kms", "lambda"))
                .filteredOn(hop -> first.stream()
                        .anyMatch(
                                line -> line.contains("\"hop\":\"" + hop + "\"") && line.matches(".* struck [1-9].*")))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    /** A rule, and what a client sees of it. */
    private record Made(FaultRule rule, String hop, boolean lost, boolean partial, boolean connection, String text) {}

    /**
     * What happened to a call.
     *
     * @param rule about Firehose that struck it
     * @param byKms whether a rule about KMS has struck what the call asks of KMS; then nothing is stored
     */
    private record Outcome(@Nullable Made rule, boolean byKms) {
        boolean isStored() {
            return !byKms && (rule == null || rule.partial() || rule.lost());
        }
    }

    /** What became of a record, as its client knows. */
    private enum Fate {
        KEPT,
        REFUSED
    }

    private static final class World implements AutoCloseable {
        private final Random random;
        private final Hydrant hydrant = Hydrant.start();
        private final ClientsOf clients = ClientsOf.defaults(hydrant);
        private final Workbench bench = new Workbench(hydrant, clients);
        private final FirehoseClient once = FirehoseClient.builder()
                .endpointOverride(hydrant.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ClientsOf.DEFAULT_ACCOUNT, "s")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(c -> c.retryStrategy(strategy -> strategy.maxAttempts(1)))
                .build();
        private final List<String> history = new ArrayList<>();
        private final Map<Integer, Fate> fates = new HashMap<>();
        private final Map<String, Made> rules = new TreeMap<>();
        private Map<String, Long> struck = Map.of();
        private int records;
        private int made;
        private long failedAttempts;
        private long seenEvents;

        World(long seed) {
            random = new Random(seed);
            hydrant.control().freeze(true);
            hydrant.lambda("enrich", event -> event.replaceAll("(\\{\"recordId\")", "{\"result\":\"Ok\",\"recordId\""));
            for (String stream : STREAMS) {
                new ProcessingStream(clients, stream)
                        .create(
                                c -> {
                                    c.prefix("good/").errorOutputPrefix("bad/");
                                    if (!stream.equals("function")) {
                                        c.processingConfiguration((ProcessingConfiguration) null);
                                    }
                                },
                                ProcessingStream.processor(
                                        ProcessorType.LAMBDA,
                                        "LambdaArn",
                                        "arn:aws:lambda:us-east-1:000000000000:function:enrich:1"));
            }
            bench.enable("sealed", bench.key());
        }

        List<String> run(int rounds) throws IOException {
            for (int round = 0; round < rounds; round++) {
                for (int i = 1 + random.nextInt(5); i > 0; i--) {
                    add();
                }
                for (int i = 0; i < STEPS; i++) {
                    step();
                }
                settle();
            }
            check(arrived());
            return history;
        }

        private void add() {
            Made rule = randomRule(++made);
            String id = hydrant.control().faults().add(rule.rule());
            rules.put(id, rule);
            history.add("rule " + id + ' ' + rule.rule());
            struck = struck();
        }

        private Made randomRule(int number) {
            String hop = List.of("firehose", "s3", "firehose", "kms", "firehose", "lambda")
                    .get(number % 6);
            String text = "fault number " + number + '.';
            FaultRule rule = FaultRule.at(hop);
            boolean partial = hop.equals("firehose") && random.nextInt(3) == 0;
            boolean connection = !partial && random.nextInt(4) == 0;
            boolean lost = !partial && random.nextInt(4) == 0;
            rule = hop.equals("firehose") && random.nextBoolean()
                    ? rule
                    : rule.stream(
                            switch (hop) {
                                case "kms" -> "sealed";
                                case "lambda" -> "function";
                                default -> STREAMS.get(random.nextInt(STREAMS.size()));
                            });
            if (partial) {
                rule = rule.operation("PutRecordBatch").message(text);
                rule = random.nextBoolean()
                        ? rule.records(random.nextInt(4), 4 + random.nextInt(4))
                        : rule.recordProbability(0.1 + 0.9 * random.nextDouble())
                                .seed(random.nextLong());
            } else if (connection) {
                rule = rule.connection(random.nextBoolean() ? "reset" : "close");
            } else {
                rule = rule.message(text)
                        .error(
                                switch (hop) {
                                    case "firehose" -> "ServiceUnavailableException";
                                    case "s3" -> "SlowDown";
                                    case "kms" -> "KMSInternalException";
                                    default -> "TooManyRequestsException";
                                });
            }
            if (hop.equals("firehose") && !partial && random.nextBoolean()) {
                rule = rule.operation(random.nextBoolean() ? "PutRecord" : "PutRecordBatch", "DescribeDeliveryStream");
            }
            rule = random.nextBoolean() ? rule.after(random.nextInt(4)) : rule;
            rule = random.nextBoolean() ? rule.every(1 + random.nextInt(4)) : rule;
            rule = !hop.equals("firehose") || random.nextBoolean() ? rule.times(1 + random.nextInt(3)) : rule;
            rule = random.nextInt(3) == 0
                    ? rule.probability(0.2 + 0.8 * random.nextDouble()).seed(random.nextLong())
                    : rule;
            return new Made(lost ? rule.lostResponse() : rule, hop, lost, partial, connection, text);
        }

        private void step() {
            String stream = STREAMS.get(random.nextInt(STREAMS.size()));
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> put(stream);
                case 3, 4, 5 -> putBatch(stream, 1 + random.nextInt(9));
                case 6 ->
                    call("describe " + stream, () -> once.describeDeliveryStream(r -> r.deliveryStreamName(stream)));
                default -> deliver(stream);
            }
        }

        private void deliver(String stream) {
            hydrant.control().flush(stream);
            hydrant.control().advance(Duration.ofHours(1));
            struck = struck();
        }

        private void put(String stream) {
            int id = records++;
            @Nullable
            Outcome outcome = call(
                    "put " + stream,
                    () -> once.putRecord(r -> r.deliveryStreamName(stream).record(record(id))));
            fates.put(id, outcome.isStored() ? Fate.KEPT : Fate.REFUSED);
        }

        private void putBatch(String stream, int count) {
            List<Integer> ids =
                    IntStream.range(0, count).map(i -> records++).boxed().toList();
            List<Integer> refused = new ArrayList<>();
            @Nullable
            Outcome outcome = call("batch " + stream + ' ' + count, () -> {
                List<String> messages = once
                        .putRecordBatch(r -> r.deliveryStreamName(stream)
                                .records(ids.stream().map(World::record).toList()))
                        .requestResponses()
                        .stream()
                        .map(entry -> entry.errorMessage() == null ? "" : entry.errorMessage())
                        .toList();
                IntStream.range(0, count)
                        .filter(i -> !messages.get(i).isEmpty())
                        .forEach(i -> refused.add(ids.get(i)));
                history.add("  " + messages);
            });
            ids.forEach(id -> fates.put(id, outcome.isStored() && !refused.contains(id) ? Fate.KEPT : Fate.REFUSED));
            assertThat(refused.isEmpty()
                            || (outcome.rule() != null && outcome.rule().partial()))
                    .isTrue();
        }

        private static Record record(int id) {
            return Record.builder()
                    .data(SdkBytes.fromUtf8String("<" + id + ">"))
                    .build();
        }

        /** Makes a call. The hits say which rule struck it; what the client saw has to be of that rule. */
        private Outcome call(String what, Runnable call) {
            String seen = "";
            try {
                call.run();
            } catch (FirehoseException e) {
                seen = e.statusCode() + " " + e.awsErrorDetails().errorCode() + " "
                        + e.awsErrorDetails().errorMessage();
            } catch (SdkClientException e) {
                seen = "connection";
            }
            history.add(what + ": " + seen);
            Map<String, Long> now = struck();
            List<Made> risen = now.entrySet().stream()
                    .filter(rule -> rule.getValue() > struck.getOrDefault(rule.getKey(), 0L))
                    .map(rule -> rules.get(rule.getKey()))
                    .toList();
            struck = now;
            boolean byKms = risen.stream().anyMatch(rule -> rule.hop().equals("kms"));
            List<Made> own =
                    risen.stream().filter(rule -> rule.hop().equals("firehose")).toList();
            assertThat(own).hasSizeLessThanOrEqualTo(1);
            if (own.isEmpty()) {
                assertThat(seen.isEmpty()).as(seen).isEqualTo(!byKms);
                return new Outcome(null, byKms);
            }
            Made rule = own.get(0);
            if (rule.partial()) {
                assertThat(seen.isEmpty()).as(seen).isEqualTo(!byKms);
            } else {
                assertThat(seen)
                        .isEqualTo(rule.connection() ? "connection" : "503 ServiceUnavailableException " + rule.text());
            }
            return new Outcome(rule, byKms);
        }

        private Map<String, Long> struck() {
            Map<String, Long> counts = new TreeMap<>();
            faults().forEach(rule ->
                    counts.put(rule.path("id").asText(), rule.path("struck").asLong()));
            return counts;
        }

        private JsonNode faults() {
            return Workbench.json(hydrant.control().faults().list()).path("faults");
        }

        /** Delivers everything, compares what is told with what happened, and takes the rules away. */
        private void settle() throws IOException {
            for (int i = 0; i < 2; i++) {
                STREAMS.forEach(this::deliver);
            }
            Map<String, Integer> events = events();
            String metrics = hydrant.control().metrics();
            for (JsonNode rule : faults()) {
                String id = rule.path("id").asText();
                long hits = rule.path("struck").asLong();
                history.add(rules.get(id).rule() + " asked " + rule.path("asked") + " struck " + hits + " .");
                checkTurns(rule);
                assertThat(events.getOrDefault(id, 0)).as("events of %s", rule).isEqualTo((int) hits);
                assertThat(metrics)
                        .contains("hydrant_faults_struck_total{hop=\""
                                + rules.get(id).hop() + "\",rule=\"" + id + "\"} " + (double) hits);
            }
            checkLedger();
            hydrant.control().faults().clear();
            rules.clear();
            STREAMS.forEach(this::deliver);
        }

        private static void checkTurns(JsonNode rule) {
            JsonNode when = rule.path("when");
            long times = when.path("times").asLong(Long.MAX_VALUE);
            long turns =
                    Math.max(0, rule.path("asked").asLong() - when.path("after").asLong())
                            / when.path("every").asLong(1);
            if (when.has("probability")) {
                assertThat(rule.path("struck").asLong()).isLessThanOrEqualTo(Math.min(times, turns));
            } else {
                assertThat(rule.path("struck").asLong()).as("%s", rule).isEqualTo(Math.min(times, turns));
            }
        }

        /** The attempts of the plain stream that failed are those that rules about S3 have struck. */
        private void checkLedger() {
            long failed = 0;
            for (JsonNode attempt :
                    Workbench.json(hydrant.control().deliveries("plain")).path("deliveries")) {
                failed += attempt.path("outcome").asText().equals("DELIVERED") ? 0 : 1;
            }
            long byRules = 0;
            for (JsonNode rule : faults()) {
                byRules += rule.path("on").path("hop").asText().equals("s3")
                                && rule.path("on").path("stream").asText().equals("plain")
                        ? rule.path("struck").asLong()
                        : 0;
            }
            assertThat(failed - failedAttempts).as("failed attempts").isEqualTo(byRules);
            failedAttempts = failed;
        }

        /** How many events each rule has that is there now. */
        private Map<String, Integer> events() throws IOException {
            RawHttp.Answer answer = RawHttp.exchange(
                    hydrant.endpoint(), "GET /_hydrant/events?type=FaultInjected&since=" + seenEvents, new byte[0]);
            Map<String, Integer> counts = new TreeMap<>();
            for (JsonNode event : Workbench.json(answer.body()).path("events")) {
                counts.merge(event.path("rule").asText(), 1, Integer::sum);
                seenEvents = event.path("sequence").asLong();
            }
            return counts;
        }

        /** How often each record has arrived, in good objects and in those of the error output. */
        private Map<Integer, Integer> arrived() throws IOException {
            Map<Integer, Integer> arrived = new HashMap<>();
            for (String stream : STREAMS) {
                for (var object :
                        clients.s3.listObjectsV2Paginator(r -> r.bucket(stream)).contents()) {
                    String text = clients.s3
                            .getObjectAsBytes(r -> r.bucket(stream).key(object.key()))
                            .asUtf8String();
                    if (object.key().startsWith("bad/")) {
                        StringBuilder raw = new StringBuilder();
                        text.lines()
                                .forEach(line -> raw.append(new String(
                                        Base64.getDecoder()
                                                .decode(Workbench.json(line)
                                                        .path("rawData")
                                                        .asText()),
                                        StandardCharsets.UTF_8)));
                        text = raw.toString();
                    }
                    ID.matcher(text)
                            .results()
                            .forEach(id -> arrived.merge(Integer.valueOf(id.group(1)), 1, Integer::sum));
                }
            }
            return arrived;
        }

        private void check(Map<Integer, Integer> arrived) {
            for (int id = 0; id < records; id++) {
                assertThat(arrived.getOrDefault(id, 0))
                        .as("record %d, which is %s", id, fates.get(id))
                        .isEqualTo(fates.get(id) == Fate.KEPT ? 1 : 0);
            }
            history.add(records + " records, " + arrived.size() + " arrived");
        }

        @Override
        public void close() {
            once.close();
            clients.close();
            hydrant.close();
        }
    }
}
