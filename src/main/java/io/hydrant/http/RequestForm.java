package io.hydrant.http;

import java.util.OptionalLong;

/**
 * The form of one family of requests, as it is known without what answers them: which requests they are, and how one is refused.
 * Implementations are safe for use by several threads.
 */
public interface RequestForm {
    /** Whether the request is of this family; asked in the order of the {@link Router}. */
    boolean owns(RequestHead head);

    /** The longest body of such a request, in bytes; empty leaves the bound to the server. */
    default OptionalLong maxBody(RequestHead head) {
        return OptionalLong.empty();
    }

    /** The answer to a request whose body is longer than {@code bound} bytes; the connection is closed after it. */
    default HttpResponse bodyTooLong(RequestHead head, long bound) {
        return HttpResponse.of(413, "text/plain", Refusals.tooLong(bound));
    }

    /** The answer to a request for which there is no memory at the moment. */
    default HttpResponse noRoom(RequestHead head) {
        return unavailable(head, Refusals.NO_ROOM);
    }

    /** The answer to a request that cannot be answered at the moment; {@code sentence} has the reason. */
    default HttpResponse unavailable(RequestHead head, String sentence) {
        return HttpResponse.of(503, "text/plain", sentence);
    }

    /** Whether the request is answered only under a host name that no stranger can own; see {@link HostNames}. */
    default boolean isPrivate(RequestHead head) {
        return false;
    }

    /** The answer to a request that {@link WebPages} refuses; {@code sentence} has the reason. */
    default HttpResponse forbidden(RequestHead head, String sentence) {
        return HttpResponse.of(403, "text/plain", sentence);
    }
}
