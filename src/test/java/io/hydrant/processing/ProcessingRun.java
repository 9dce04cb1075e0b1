package io.hydrant.processing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.hydrant.record.PartitionKeys;

/** Sends records through processors in one attempt, and keeps what becomes of them. */
public final class ProcessingRun implements BatchAttempt, RecordHandler {
    public static final Instant ARRIVAL = Instant.parse("2026-11-28T03:04:05Z");

    private final List<ProcessedRecord> passed = new ArrayList<>();
    private final List<Integer> dropped = new ArrayList<>();
    private final Map<ProcessedRecord, ProcessingFailure> failed = new LinkedHashMap<>();
    private boolean ended;

    private ProcessingRun() {}

    /** The records, each in the middle of an array, as they stand in a buffer. */
    public static ProcessingRun of(List<Processor> processors, byte[]... records) {
        ProcessingRun run = new ProcessingRun();
        RecordHandler first = new ProcessorChain(processors, 1).open(run, run);
        for (int i = 0; i < records.length; i++) {
            byte[] buffer = new byte[records[i].length + 7];
            System.arraycopy(records[i], 0, buffer, 3, records[i].length);
            first.accept(new ProcessedRecord(
                    new ProcessedRecord.Source(i, 100 + i, ARRIVAL), buffer, 3, records[i].length, PartitionKeys.NONE));
        }
        first.end();
        if (!run.ended) {
            throw new AssertionError("A processor did not end");
        }
        return run;
    }

    public static ProcessingRun of(List<Processor> processors, String... records) {
        byte[][] bytes = new byte[records.length][];
        for (int i = 0; i < records.length; i++) {
            bytes[i] = records[i].getBytes(StandardCharsets.UTF_8);
        }
        return of(processors, bytes);
    }

    /** What the last processor let go on. */
    public List<ProcessedRecord> passed() {
        return passed;
    }

    /** What the last processor let go on, as texts. */
    public List<String> texts() {
        return passed.stream().map(ProcessingRun::text).toList();
    }

    /** The positions of the records that left no trace. */
    public List<Integer> dropped() {
        return dropped;
    }

    /** What the error output gets. */
    public Map<ProcessedRecord, ProcessingFailure> failed() {
        return failed;
    }

    /** What the error output gets, as texts. */
    public List<String> failedTexts() {
        return failed.keySet().stream().map(ProcessingRun::text).toList();
    }

    /** The one failure there is. */
    public ProcessingFailure failure() {
        if (failed.size() != 1) {
            throw new AssertionError("Not one failure: " + failed.values());
        }
        return failed.values().iterator().next();
    }

    public static String text(ProcessedRecord record) {
        return new String(record.copy(), StandardCharsets.UTF_8);
    }

    @Override
    public UUID id() {
        return new UUID(0, 1);
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
    public void partPassed() {}

    @Override
    public void partDone() {}

    @Override
    public void drop(ProcessedRecord record) {
        dropped.add(record.source().position());
    }

    @Override
    public void fail(ProcessedRecord record, ProcessingFailure failure) {
        failed.put(record.withData(record.copy()), failure);
    }

    /** Takes what the last processor lets go on; its bytes are copied, as they may be gone after. */
    @Override
    public void accept(ProcessedRecord record) {
        passed.add(record.withData(record.copy()));
    }

    @Override
    public void end() {
        ended = true;
    }
}
