package io.hydrant.http;

import java.util.OptionalLong;

/** An endpoint that leaves the form of its requests to another. Implementations are safe for use by several threads. */
public interface FormedEndpoint extends HttpEndpoint {
    /** The form of that request. */
    RequestForm form(RequestHead head);

    @Override
    default boolean owns(RequestHead head) {
        return form(head).owns(head);
    }

    @Override
    default OptionalLong maxBody(RequestHead head) {
        return form(head).maxBody(head);
    }

    @Override
    default HttpResponse bodyTooLong(RequestHead head, long bound) {
        return form(head).bodyTooLong(head, bound);
    }

    @Override
    default HttpResponse noRoom(RequestHead head) {
        return form(head).noRoom(head);
    }

    @Override
    default HttpResponse unavailable(RequestHead head, String sentence) {
        return form(head).unavailable(head, sentence);
    }

    @Override
    default boolean isPrivate(RequestHead head) {
        return form(head).isPrivate(head);
    }

    @Override
    default HttpResponse forbidden(RequestHead head, String sentence) {
        return form(head).forbidden(head, sentence);
    }
}
