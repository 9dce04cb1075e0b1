package io.hydrant.events;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.Scope;

/**
 * Something that happened.
 *
 * @param sequence counts from 1 without gaps
 * @param type for a KMS call its CloudTrail {@code eventName}, such as {@code CreateGrant}; otherwise Hydrant's word, such
 *     as {@code EncryptionStatusChanged}
 * @param stream the delivery stream it is about
 * @param details in CloudTrail's words where it has them: {@code errorCode}, {@code requestParameters},
 *     {@code userIdentity}; never record contents, key material or credentials
 */
public record Event(
        long sequence, Instant time, String type, Scope scope, Optional<String> stream, Map<String, Object> details) {
    public Event {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }
}
