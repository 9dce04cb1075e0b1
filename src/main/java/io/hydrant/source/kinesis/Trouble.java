package io.hydrant.source.kinesis;

import java.util.List;
import java.util.Map;

import io.hydrant.service.kinesis.KinesisException;
import io.hydrant.service.kinesis.KinesisReader;
import io.hydrant.source.SourceReports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What keeps a Kinesis stream from being read: reported when it begins, when it changes and when it is over. */
final class Trouble {
    private static final Logger log = LoggerFactory.getLogger(KinesisType.class);

    private final KinesisReader reader;
    private final SourceReports reports;
    private volatile String code = "";
    private volatile List<String> warnings = List.of();

    Trouble(KinesisReader reader, SourceReports reports) {
        this.reader = reader;
        this.reports = reports;
    }

    /** The stream cannot be read now. */
    void happened(KinesisException refusal) {
        String message = String.valueOf(refusal.getMessage());
        warnings = List.of("KinesisStreamSourceConfiguration: " + reader.streamArn() + " cannot be read now: "
                + refusal.code() + ": " + message);
        if (code.equals(refusal.code())) {
            return;
        }
        code = refusal.code();
        log.warn(
                "Source cannot be read stream={} source={} errorCode={} message={}",
                reader.deliveryStream(),
                reader.streamArn(),
                code,
                message);
        reports.event(
                "SourceUnreadable",
                Map.of("sourceArn", reader.streamArn(), "errorCode", code, "errorMessage", message));
    }

    /** The stream has been read. */
    void over() {
        if (code.isEmpty()) {
            return;
        }
        code = "";
        warnings = List.of();
        log.warn("Source is read again stream={} source={}", reader.deliveryStream(), reader.streamArn());
        reports.event("SourceReadAgain", Map.of("sourceArn", reader.streamArn()));
    }

    /** Another stream of the name has taken the place of the one that was read. */
    void replaced() {
        log.warn("Source was made anew stream={} source={}", reader.deliveryStream(), reader.streamArn());
        reports.event("SourceReplaced", Map.of("sourceArn", reader.streamArn()));
    }

    /** What it is now, in sentences. */
    List<String> warnings() {
        return warnings;
    }
}
