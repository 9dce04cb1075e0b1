package io.hydrant.destination.http;

import java.net.http.HttpHeaders;

/**
 * What an endpoint answered.
 *
 * @param body its beginning, when {@code cutOff}
 * @param cutOff whether there was more than {@link #LARGEST}
 */
record Answer(int status, HttpHeaders headers, byte[] body, boolean cutOff) {
    /** More bytes than this are not read. */
    static final int LARGEST = 1 << 20;
}
