package io.hydrant.source.kinesis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.hydrant.record.RecordOrigin;
import io.hydrant.source.SourceReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A reader beside a Kinesis that tells when something has come, and beside one that has to be asked. */
class KinesisReaderTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsWhatComesAfterTheStreamIsActive(boolean tells) {
        try (ReaderWorld world = new ReaderWorld(2, tells)) {
            world.put("a", "before");
            world.activate();

            world.put("a", "one");
            world.put("b", "two");
            world.advance(SECOND);

            assertThat(world.kept.all()).containsExactlyInAnyOrder("one", "two");
            assertThat(world.metric("DataReadFromKinesisStream.Records")).isEqualTo(2);
            assertThat(world.metric("DataReadFromKinesisStream.Bytes")).isEqualTo(6);
            assertThat(world.metric("KinesisMillisBehindLatest")).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsEachShardOnceASecond(boolean tells) {
        try (ReaderWorld world = new ReaderWorld(1, tells)) {
            world.activate();
            world.put("a", "one");
            world.settle();
            assertThat(world.kept.all()).isEmpty();

            world.advance(SECOND);
            assertThat(world.kept.all()).containsExactly("one");
            world.put("a", "two");
            world.advance(Duration.ofMillis(999));
            assertThat(world.kept.all()).containsExactly("one");
            world.advance(Duration.ofMillis(1));
            assertThat(world.kept.all()).containsExactly("one", "two");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void drainsWithoutTheClock(boolean tells) {
        try (ReaderWorld world = new ReaderWorld(1, tells)) {
            world.activate();
            world.put("a", "one", "two");

            assertThat(world.drain()).isEqualTo(SourceReader.Drained.EMPTY);

            assertThat(world.kept.all()).containsExactly("one", "two");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIdleReaderLosesNothingAfterAnHour(boolean tells) {
        try (ReaderWorld world = new ReaderWorld(1, tells)) {
            world.put("a", "before");
            world.activate();
            world.advance(Duration.ofHours(1));

            world.put("a", "one");
            world.advance(Duration.ofSeconds(10));

            assertThat(world.kept.all()).containsExactly("one");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsParentsWhollyBeforeTheirChildren(boolean tells) {
        try (ReaderWorld world = new ReaderWorld(1, tells)) {
            world.activate();
            world.put("a", "1", "2");
            world.reshard(3);
            world.put("a", "3");
            world.put("b", "x");
            world.reshard(1);
            world.put("a", "4");

            world.advance(SECOND);

            assertThat(world.kept.all().stream().filter(record -> !record.equals("x")))
                    .containsExactly("1", "2", "3", "4");
            assertThat(world.kept.all()).hasSize(5);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsRecordsInKinesisWhileTheBuffersAreFull(boolean tells) {
        try (ReaderWorld world = new ReaderWorld(1, tells)) {
            world.activate();
            world.kept.setRoom(3);
            world.put("a", "1", "2");
            world.putBytes("a", Aggregates.of("k", bytes("3", "4", "5")));
            world.put("a", "6");

            assertThat(world.drain()).isEqualTo(SourceReader.Drained.MORE);
            assertThat(world.kept.all()).containsExactly("1", "2", "3");
            assertThat(world.drain()).isEqualTo(SourceReader.Drained.EMPTY);
            world.kept.setRoom(1);
            world.advance(SECOND);
            assertThat(world.kept.all()).containsExactly("1", "2", "3", "4");

            world.kept.setRoom(100);
            world.kept.deliver(0);
            world.settle();
            world.advance(SECOND);

            assertThat(world.kept.all()).containsExactly("1", "2", "3", "4", "5", "6");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goesOnAfterARestartWhereItHasDelivered(boolean tells) {
        try (ReaderWorld world = new ReaderWorld(1, tells)) {
            world.activate();
            world.put("a", "1", "2");
            world.drain();
            world.kept.deliverAll();
            world.settle();
            world.put("a", "3");
            world.drain();

            world.restart();
            world.put("a", "4");
            world.drain();

            assertThat(world.kept.all()).containsExactly("1", "2", "3", "3", "4");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void backsOffWhileKinesisThrottles(boolean tells) {
        try (ReaderWorld world = new ReaderWorld(1, tells)) {
            world.activate();
            String refusal = "ProvisionedThroughputExceededException";
            world.scripted.fail("records", refusal, refusal, refusal);
            world.put("a", "one");

            world.advance(Duration.ofSeconds(10));

            assertThat(world.kept.all()).containsExactly("one");
            assertThat(world.metric("ThrottledGetRecords")).isEqualTo(3);
            assertThat(world.reader.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesANewIteratorForOneThatHasExpired(boolean tells) {
        try (ReaderWorld world = new ReaderWorld(1, tells)) {
            world.activate();
            world.put("a", "one");
            world.advance(SECOND);
            world.scripted.fail("records", "ExpiredIteratorException");
            world.put("a", "two");

            world.advance(SECOND);

            assertThat(world.kept.all()).containsExactly("one", "two");
            assertThat(world.reader.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"KMSDisabledException", "KMSAccessDeniedException", "ServiceUnavailable", "AccessDeniedException"
            })
    void tellsWhatKeepsItFromReadingAndTriesAgain(String code) {
        try (ReaderWorld world = new ReaderWorld(1, true)) {
            world.activate();
            world.scripted.fail("records", code, code);
            world.put("a", "one");
            world.advance(SECOND);
            assertThat(world.reader.warnings())
                    .singleElement()
                    .asString()
                    .contains(code)
                    .contains(world.arn());

            world.advance(Duration.ofSeconds(10));

            assertThat(world.kept.all()).containsExactly("one");
            assertThat(world.reader.warnings()).isEmpty();
            assertThat(world.events).containsExactly("SourceUnreadable", "SourceReadAgain");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void losesNothingWhenKinesisIsAwayAsTheStreamBecomesActive(boolean tells) {
        try (ReaderWorld world = new ReaderWorld(1, tells)) {
            world.put("a", "before");
            world.advance(SECOND);
            world.scripted.fail("describe", "ServiceUnavailable", "ServiceUnavailable");
            world.activate();
            world.put("a", "one");

            world.advance(Duration.ofSeconds(20));

            assertThat(world.kept.all()).containsExactly("one");
            assertThat(world.events).containsExactly("SourceUnreadable", "SourceReadAgain");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsAStreamThatWasMadeAnewFromItsBeginning(boolean tells) {
        try (ReaderWorld world = new ReaderWorld(1, tells)) {
            world.activate();
            world.put("a", "1", "2", "3");
            world.advance(SECOND);
            world.kinesis.delete(world.stream());
            world.advance(Duration.ofMinutes(2));
            assertThat(world.reader.warnings()).singleElement().asString().contains("ResourceNotFoundException");

            world.create(2);
            world.put("a", "4");
            world.advance(Duration.ofMinutes(2));

            assertThat(world.kept.all()).containsExactly("1", "2", "3", "4");
            assertThat(world.events).containsExactly("SourceUnreadable", "SourceReplaced", "SourceReadAgain");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsAStreamThatWasMadeAnewWhileTheClockStood(boolean tells) {
        try (ReaderWorld world = new ReaderWorld(1, tells)) {
            world.activate();
            world.put("a", "1", "2", "3");
            world.drain();
            world.kinesis.delete(world.stream());
            world.create(2);
            world.put("a", "4");

            world.drain();

            assertThat(world.kept.all()).containsExactly("1", "2", "3", "4");
            assertThat(world.events).contains("SourceReplaced");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void opensRecordsOfTheProducerLibrary(boolean tells) {
        try (ReaderWorld world = new ReaderWorld(1, tells)) {
            world.activate();
            world.put("a", "1");
            world.putBytes("b", Aggregates.of("k", bytes("2", "3")));
            world.putBytes("b", Aggregates.of("k", List.of()));
            world.drain();

            assertThat(world.kept.all()).containsExactly("1", "2", "3");
            List<RecordOrigin.Kinesis> origins = world.kept.origins().stream()
                    .map(RecordOrigin.Kinesis.class::cast)
                    .toList();
            assertThat(origins).extracting(RecordOrigin.Kinesis::partitionKey).containsExactly("a", "k", "k");
            assertThat(origins)
                    .extracting(RecordOrigin.Kinesis::subsequenceNumber)
                    .containsExactly(0L, 0L, 1L);
            assertThat(origins.get(1).sequenceNumber()).isEqualTo(origins.get(2).sequenceNumber());
            assertThat(origins.get(0).shardId()).isEqualTo("shardId-000000000000");

            world.kept.deliverAll();
            world.settle();
            world.restart();
            assertThat(world.drain()).isEqualTo(SourceReader.Drained.EMPTY);
            assertThat(world.kept.all()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsNothingOfAStreamThatIsDeleted(boolean tells) {
        try (ReaderWorld world = new ReaderWorld(1, tells)) {
            world.activate();
            world.kept.close();
            world.put("a", "one");
            world.advance(SECOND);
            ReaderWorld.await(world.reader.stop());
            world.advance(Duration.ofHours(1));

            assertThat(world.kept.all()).isEmpty();
            assertThat(world.time.pending()).extracting(task -> task.what()).noneMatch(what -> what.contains("orders"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsALotInOneRound(boolean tells) {
        try (ReaderWorld world = new ReaderWorld(4, tells)) {
            world.activate();
            IntStream.range(0, 30_000).forEach(i -> world.put("k" + i, "r" + i));

            world.advance(SECOND);

            assertThat(world.kept.all()).hasSize(30_000).doesNotHaveDuplicates();
        }
    }

    private static List<byte[]> bytes(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
