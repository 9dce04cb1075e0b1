package io.hydrant.http;

/** Says which endpoint answers a request. Implementations are safe for use by several threads. */
@FunctionalInterface
public interface Routes {
    /** The endpoint that answers the request. */
    HttpEndpoint route(RequestHead head);
}
