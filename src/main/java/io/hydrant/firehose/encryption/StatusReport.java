package io.hydrant.firehose.encryption;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.hydrant.events.EventLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A change of a stream's encryption status, as an event and a line of the log. */
final class StatusReport {
    private static final Logger log = LoggerFactory.getLogger(StreamEncryption.class);

    private StatusReport() {}

    /** Reports a status that follows another; nothing when it is the same. */
    static void report(StreamIdentity stream, EventLog events, EncryptionState before, EncryptionState after) {
        if (before.status() == after.status()) {
            return;
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("from", before.status().name());
        details.put("to", after.status().name());
        after.shownKey().ifPresent(k -> {
            details.put("keyType", k.type().name());
            k.keyArn().ifPresent(arn -> details.put("keyArn", arn.value()));
        });
        after.failure().ifPresent(f -> {
            details.put("failureType", f.type().name());
            details.put("failureDetails", f.details());
        });
        events.add("EncryptionStatusChanged", stream.scope(), Optional.of(stream.name()), details);
        after.failure()
                .ifPresentOrElse(
                        f -> log.info(
                                "Encryption stream={} from={} to={} failure={} details={}",
                                stream.name(),
                                before.status(),
                                after.status(),
                                f.type(),
                                f.details()),
                        () -> log.info(
                                "Encryption stream={} from={} to={}", stream.name(), before.status(), after.status()));
    }
}
