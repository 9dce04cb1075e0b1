package io.hydrant.firehose.stream;

import java.time.Instant;

import io.hydrant.aws.Scope;

/**
 * What a stream is to do later, as data rather than as code, so that a store can keep it. {@link DeliveryStreams} knows what
 * each kind does.
 *
 * @param created when the stream was created: a later stream of the same name is another one
 */
record StreamTimer(Kind kind, Scope scope, String name, Instant created, Instant due) {
    /** What is to be done. */
    enum Kind {
        /** The stream becomes ACTIVE. */
        CREATE("create "),
        /** The stream's grants are retired and the stream is gone. */
        DELETE("delete "),
        /** As {@link #DELETE}, although a grant cannot be retired. */
        FORCE_DELETE("delete ");

        private final String verb;

        Kind(String verb) {
            this.verb = verb;
        }
    }

    /** As {@code GET /_hydrant/clock} shows it. */
    String what() {
        return kind.verb + name;
    }
}
