package io.hydrant.server;

import java.util.List;
import java.util.Optional;

import io.hydrant.http.RequestHead;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;

/** A request's head, read from the exchange on demand; nothing is copied. */
final class ExchangeHead implements RequestHead {
    private final HttpServerExchange exchange;

    ExchangeHead(HttpServerExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public String method() {
        return exchange.getRequestMethod().toString();
    }

    @Override
    public String path() {
        String uri = exchange.getRequestURI();
        if (!exchange.isHostIncludedInRequestURI()) {
            return uri;
        }
        int authority = uri.indexOf("//");
        int path = authority < 0 ? -1 : uri.indexOf('/', authority + 2);
        return path < 0 ? "/" : uri.substring(path);
    }

    @Override
    public String query() {
        return exchange.getQueryString();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(HeaderNames.of(name)));
    }

    @Override
    public List<String> headerNames() {
        return exchange.getRequestHeaders().getHeaderNames().stream()
                .map(HttpString::toString)
                .toList();
    }

    @Override
    public String toString() {
        return method() + ' ' + path();
    }
}
