package io.hydrant.firehose.stream;

import java.time.Instant;

import io.hydrant.store.StateKey;
import io.hydrant.store.Timer;
import io.hydrant.store.TimerKind;

/** What a stream is to do later: a timer of each kind for each stream. {@link DeliveryStreams} knows what each kind does. */
enum StreamTimer {
    /** The stream becomes ACTIVE. */
    CREATE("create-stream", "create "),
    /** The stream's grants are retired and the stream is gone. */
    DELETE("delete-stream", "delete "),
    /** As {@link #DELETE}, although a grant cannot be retired. */
    FORCE_DELETE("force-delete-stream", "delete ");

    private final TimerKind kind;
    private final String verb;

    StreamTimer(String name, String verb) {
        this.kind = new TimerKind("firehose." + name);
        this.verb = verb;
    }

    /** The kind of timer. */
    TimerKind kind() {
        return kind;
    }

    /** What finds the timer of {@code stream}. */
    StateKey<Timer> key(DeliveryStream stream) {
        return kind.key(stream.scope(), stream.name());
    }

    /** The timer, named as {@code GET /_hydrant/clock} shows it. */
    Timer at(DeliveryStream stream, Instant due) {
        return new Timer(key(stream), due, verb + stream.name(), stream.arn());
    }
}
