package io.hydrant.source;

import java.util.Map;

/** Takes what happens to the source of a stream, for its events. Thread-safe. */
@FunctionalInterface
public interface SourceReports {
    /** An event of that type has happened. */
    void event(String type, Map<String, Object> details);
}
