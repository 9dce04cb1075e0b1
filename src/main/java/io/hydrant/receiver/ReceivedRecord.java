package io.hydrant.receiver;

import java.util.Map;

/** A record as a receiver keeps it. Immutable. */
public interface ReceivedRecord {
    /** The record in the JSON of the control API, such as {@code {"event": …}}. */
    Map<String, Object> shown();

    /** About how many bytes it takes while it is kept. */
    int bytes();
}
