package io.hydrant.server.link;

import java.io.IOException;

/** What came in is no frame, so the connection ends. */
final class MalformedFrameException extends IOException {
    private static final long serialVersionUID = 1;

    MalformedFrameException(String sentence) {
        super(sentence);
    }
}
