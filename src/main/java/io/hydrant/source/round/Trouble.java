package io.hydrant.source.round;

import java.util.List;
import java.util.Map;

import io.hydrant.source.SourceReports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What keeps a source from being read: reported when it begins, when it changes and when it is over. */
public final class Trouble {
    private static final Logger log = LoggerFactory.getLogger(RoundReader.class);

    private final String stream;
    private final String member;
    private final String sourceArn;
    private final SourceReports reports;
    private volatile String code = "";
    private volatile List<String> warnings = List.of();

    /**
     * @param stream the name of the delivery stream
     * @param member of its configuration that names the source
     */
    public Trouble(String stream, String member, String sourceArn, SourceReports reports) {
        this.stream = stream;
        this.member = member;
        this.sourceArn = sourceArn;
        this.reports = reports;
    }

    /** The source cannot be read now. */
    public void happened(String errorCode, String message) {
        warnings = List.of(member + ": " + sourceArn + " cannot be read now: " + errorCode + ": " + message);
        if (code.equals(errorCode)) {
            return;
        }
        code = errorCode;
        log.warn("Source cannot be read stream={} source={} errorCode={} message={}", stream, sourceArn, code, message);
        reports.event("SourceUnreadable", Map.of("sourceArn", sourceArn, "errorCode", code, "errorMessage", message));
    }

    /** The source has been read. */
    public void over() {
        if (code.isEmpty()) {
            return;
        }
        code = "";
        warnings = List.of();
        log.warn("Source is read again stream={} source={}", stream, sourceArn);
        reports.event("SourceReadAgain", Map.of("sourceArn", sourceArn));
    }

    /** Another source of the name has taken the place of the one that was read. */
    public void replaced() {
        log.warn("Source was made anew stream={} source={}", stream, sourceArn);
        reports.event("SourceReplaced", Map.of("sourceArn", sourceArn));
    }

    /** What it is now, in sentences. */
    public List<String> warnings() {
        return warnings;
    }
}
