package io.hydrant.processing.lambda;

import io.hydrant.processing.ProcessedRecord;
import io.hydrant.processing.RecordHandler;
import io.hydrant.service.lambda.FunctionException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a batch: each part of it is one event. A part that an earlier attempt has done is passed over. For one thread.
 */
final class LambdaHandler implements RecordHandler {
    private final LambdaProcessor processor;
    private final PartResults results;
    private final RecordIds ids;
    private final int done;

    private int part;
    private int records;
    private long dataBytes;
    private long eventBytes;
    private @Nullable EventBody event;

    LambdaHandler(LambdaProcessor processor, PartResults results) {
        this.processor = processor;
        this.results = results;
        this.ids = new RecordIds(processor.streamArn());
        this.done = results.partsDone();
    }

    @Override
    public void accept(ProcessedRecord record) {
        int size = EventBody.sizeOf(record);
        if (records > 0
                && (dataBytes + record.length() > results.largestPart() || eventBytes + size > EventBody.LARGEST)) {
            endPart();
        }
        String id = ids.next(record.source());
        if (part >= done) {
            EventBody open = event == null ? processor.newEvent() : event;
            event = open;
            open.add(id, record);
            results.expect(id, record);
        }
        records++;
        dataBytes += record.length();
        eventBytes = (records == 1 ? EventBody.SIZE_OF_NONE : eventBytes) + size;
    }

    @Override
    public void end() {
        if (records > 0) {
            endPart();
        }
        results.end();
    }

    private void endPart() {
        EventBody filled = event;
        if (filled != null) {
            filled.finish();
            ask(filled);
            results.partDone();
        } else {
            results.partPassed();
        }
        event = null;
        part++;
        records = 0;
        dataBytes = 0;
        eventBytes = 0;
    }

    private void ask(EventBody filled) {
        if (filled.length() > EventBody.LARGEST) {
            results.tooLarge(filled);
            return;
        }
        byte[] answer;
        try {
            answer = processor.invoke(filled);
        } catch (FunctionException e) {
            results.failed(e, filled);
            return;
        }
        results.answered(FunctionAnswer.read(answer, results.ids(), processor.dataMember()), filled);
    }
}
