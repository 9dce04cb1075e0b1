package io.hydrant.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * The control API of a running Hydrant, embedded or in a container. Answers are JSON texts as the API gives them. Every call
 * returns when what it asked for has happened. Streams are those of the default account and Region, unless it is
 * {@link #inAccount another}. Thread-safe.
 */
public final class HydrantControl {
    private final URI endpoint;
    private final HttpClient client;
    private final String scope;

    /** The control API of the server at {@code endpoint}, such as {@code http://localhost:4566}. */
    public HydrantControl(URI endpoint) {
        this(
                endpoint,
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build(),
                "");
    }

    private HydrantControl(URI endpoint, HttpClient client, String scope) {
        this.endpoint = endpoint;
        this.client = client;
        this.scope = scope;
    }

    /**
     * The same server, seen from an account: streams, events, deliveries, {@link #flush()} and {@link #reset()} are those of
     * {@code account}. There is one clock for all.
     *
     * @param account twelve digits
     */
    public HydrantControl inAccount(String account) {
        return new HydrantControl(endpoint, client, "account=" + encode(account));
    }

    /** Whether the server serves. */
    public String health() {
        return get("/_hydrant/health");
    }

    /** All state gone at once, and the moved clock too; or all state of the account, when this is {@link #inAccount}. */
    public void reset() {
        post(scoped("/_hydrant/reset"), "");
    }

    /** All state of one account gone at once. */
    public void reset(String account) {
        post("/_hydrant/reset?account=" + encode(account), "");
    }

    /** The clock, and what waits for it. */
    public String clock() {
        return get("/_hydrant/clock");
    }

    /**
     * Moves the clock; what falls due has been done when this returns. All HTTP endpoints that do not answer hold it up for about
     * ten seconds together.
     */
    public void advance(Duration span) {
        post("/_hydrant/clock", "{\"advance\":\"" + span + "\"}");
    }

    /** Moves the clock to {@code target}. */
    public void advanceTo(Instant target) {
        post("/_hydrant/clock", "{\"advanceTo\":\"" + target + "\"}");
    }

    /** Stops the clock's ticking, or lets it tick again; {@link #advance} works on both. */
    public void freeze(boolean frozen) {
        post("/_hydrant/clock", "{\"freeze\":" + frozen + "}");
    }

    /** What Describe does not show of a delivery stream of the account. */
    public String stream(String name) {
        return get(scoped("/_hydrant/streams/" + encode(name)));
    }

    /** The active partitions of a delivery stream of the account, oldest first. */
    public String partitions(String stream) {
        return get(scoped("/_hydrant/partitions?stream=" + encode(stream)));
    }

    /** The events of a delivery stream of the account, oldest first. */
    public String events(String stream) {
        return get(scoped("/_hydrant/events?stream=" + encode(stream)));
    }

    /** Delivers what is buffered, of all streams; answers with the attempts made. */
    public String flush() {
        return post(scoped("/_hydrant/flush"), "");
    }

    /** Delivers what is buffered of a stream of the account; answers with the attempts made. */
    public String flush(String stream) {
        return post(scoped("/_hydrant/flush?stream=" + encode(stream)), "");
    }

    /** The ledger of a delivery stream of the account: each attempt to deliver, oldest first. */
    public String deliveries(String stream) {
        return get(scoped("/_hydrant/deliveries?stream=" + encode(stream)));
    }

    /**
     * Waits up to ten seconds until {@code records} records of a stream of the account have arrived at its
     * destination since the server started, and answers with the ledger. What is still buffered is not hurried:
     * {@link #flush(String)} or {@link #advance} does that.
     *
     * @throws IllegalStateException when they have not; the message tells how many have
     */
    public String awaitDelivered(String stream, long records) {
        return awaitDelivered(stream, records, Duration.ofSeconds(10));
    }

    /** As {@link #awaitDelivered(String, long)}, for up to {@code atMost}, which is ten minutes or less. */
    public String awaitDelivered(String stream, long records, Duration atMost) {
        return get(
                scoped("/_hydrant/deliveries?stream=" + encode(stream) + "&await=" + atMost + "&records=" + records));
    }

    /**
     * What the receivers inside Hydrant have taken from a delivery stream of the account, oldest first: the records that went to
     * a search domain or a Splunk that nothing stands for.
     */
    public String received(String stream) {
        return get(scoped("/_hydrant/received?stream=" + encode(stream)));
    }

    /**
     * Waits up to ten seconds until receivers have taken {@code records} records of a stream of the account, and answers with
     * what they keep of it. What is still buffered is not hurried.
     *
     * @throws IllegalStateException when they have not; the message tells how many have
     */
    public String awaitReceived(String stream, long records) {
        return awaitReceived(stream, records, Duration.ofSeconds(10));
    }

    /** As {@link #awaitReceived(String, long)}, for up to {@code atMost}, which is ten minutes or less. */
    public String awaitReceived(String stream, long records, Duration atMost) {
        return get(scoped("/_hydrant/received?stream=" + encode(stream) + "&await=" + atMost + "&records=" + records));
    }

    /** What AWS names mean here, and which streams use each. */
    public String resources() {
        return get(scoped("/_hydrant/resources"));
    }

    /**
     * Says what AWS names mean here, for all accounts; names that are there get the new meaning. A reset of everything takes it
     * back.
     *
     * @param table JSON, such as {@code {"enrich": "http://localhost:9000"}}
     */
    public String putResources(String table) {
        return send(HttpRequest.newBuilder(endpoint.resolve(scoped("/_hydrant/resources")))
                .PUT(HttpRequest.BodyPublishers.ofString(table))
                .build());
    }

    /** As {@link #putResources}, for one name and the address that stands for it. */
    public String putResource(String name, String address) {
        return putResources("{" + quoted(name) + ":" + quoted(address) + "}");
    }

    /** Takes a name out of the table. */
    public String deleteResource(String name) {
        return delete(scoped("/_hydrant/resources?name=" + encode(name)));
    }

    /** What shall fail; or what shall fail for the account, when this is {@link #inAccount}. */
    public FaultsControl faults() {
        return new FaultsControl(this);
    }

    /** Checks whether an HTTP endpoint would do as a destination, point by point; answers with the report. Takes some seconds. */
    public String checkEndpoint(String url) {
        return checkEndpointWith("{\"url\":" + quoted(url) + "}");
    }

    /** As {@link #checkEndpoint(String)}, for an endpoint that takes an access key. */
    public String checkEndpoint(String url, String accessKey) {
        return checkEndpointWith("{\"url\":" + quoted(url) + ",\"accessKey\":" + quoted(accessKey) + "}");
    }

    /**
     * As {@link #checkEndpoint(String)}, with all options.
     *
     * @param options JSON, such as {@code {"url": "http://localhost:8080/", "gzip": true, "slowBody": "0s"}}
     */
    public String checkEndpointWith(String options) {
        return post(scoped("/_hydrant/check-endpoint"), options);
    }

    /** The processes that are this Hydrant, and which of them leads. */
    public String nodes() {
        return get("/_hydrant/nodes");
    }

    /** The metrics, as Prometheus reads them. */
    public String metrics() {
        return get("/metrics");
    }

    String scoped(String path) {
        return scope.isEmpty() ? path : path + (path.contains("?") ? "&" : "?") + scope;
    }

    String get(String path) {
        return send(HttpRequest.newBuilder(endpoint.resolve(path)).GET().build());
    }

    String post(String path, String body) {
        return send(HttpRequest.newBuilder(endpoint.resolve(path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    String delete(String path) {
        return send(HttpRequest.newBuilder(endpoint.resolve(path)).DELETE().build());
    }

    private String send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(request.method() + " " + request.uri() + " answered "
                        + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + request.uri(), e);
        }
    }

    /** A JSON text; what it cannot hold as it is stands for itself in a name or an address nowhere. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
