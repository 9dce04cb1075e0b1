package io.hydrant.http.signature;

import java.net.URI;
import java.util.Map;

/**
 * A POST that is about to be signed.
 *
 * @param headers those that are signed besides the host
 * @param body holds {@code length} bytes to be sent
 */
public record UnsignedRequest(URI url, Map<String, String> headers, byte[] body, int length) {
    /** Whether {@code url} goes to AWS. */
    public boolean goesToAws() {
        return RequestSigner.isAws(url);
    }

    /** Without its headers and its body. */
    @Override
    public String toString() {
        return "UnsignedRequest[host=" + url.getHost() + "]";
    }
}
