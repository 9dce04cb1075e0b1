package io.hydrant.http;

import java.util.List;

/** Which endpoint owns a request: the first of the list that says so; the last one owns the rest. */
public final class Router implements Routes {
    private final List<HttpEndpoint> endpoints;
    private final HttpEndpoint rest;

    public Router(List<HttpEndpoint> endpoints, HttpEndpoint rest) {
        this.endpoints = List.copyOf(endpoints);
        this.rest = rest;
    }

    @Override
    public HttpEndpoint route(RequestHead head) {
        for (HttpEndpoint endpoint : endpoints) {
            if (endpoint.owns(head)) {
                return endpoint;
            }
        }
        return rest;
    }
}
