package io.hydrant.http.client;

import java.net.http.HttpHeaders;

/**
 * What another server answered.
 *
 * @param body its beginning, when {@code cutOff}
 * @param cutOff whether there was more than the caller reads
 */
public record Answer(int status, HttpHeaders headers, byte[] body, boolean cutOff) {}
