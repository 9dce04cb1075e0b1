package io.hydrant.source.msk;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import io.hydrant.aws.Caller;
import io.hydrant.record.RecordFrames;
import io.hydrant.record.SourceRun;
import io.hydrant.service.kafka.TopicRecord;
import io.hydrant.source.PutResult;
import io.hydrant.source.RecordSink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of the records of one partition. */
class PartitionReaderTest {
    private final MskCounters counters = new MskCounters();
    private final PartitionReader reader = new PartitionReader(0, new EverythingTaken(), counters, () -> {});

    @Test
    void aRecordWithoutAValueIsCountedAloneAndBesideOthers() {
        assertThat(reader.append(List.of(record(0, "one")), new RecordFrames())).isTrue();
        assertThat(reader.append(List.of(record(1, null)), new RecordFrames())).isTrue();
        assertThat(reader.append(List.of(record(2, null), record(3, "two")), new RecordFrames()))
                .isTrue();

        assertThat(reader.position()).isEqualTo(4);
        assertThat(counters.values())
                .anySatisfy((metric, value) -> {
                    assertThat(metric.cloudWatchName()).isEqualTo("FailedValidation.Records");
                    assertThat(value).isEqualTo(2);
                })
                .anySatisfy((metric, value) -> {
                    assertThat(metric.cloudWatchName()).isEqualTo("DataReadFromSource.Records");
                    assertThat(value).isEqualTo(2);
                });
    }

    private static TopicRecord record(long offset, @Nullable String value) {
        return new TopicRecord(
                0, offset, 0, Optional.ofNullable(value).map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A stream whose buffers are never full. */
    private static final class EverythingTaken implements RecordSink {
        @Override
        public void checkActive() {}

        @Override
        public PutResult append(RecordFrames records, int admitted, Caller caller, boolean mayWait) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int accept(RecordFrames records, SourceRun run) {
            return records.count();
        }

        @Override
        public boolean tellsOrigins() {
            return false;
        }
    }
}
