package io.hydrant.destination.search;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.hydrant.destination.StreamVersion;
import io.hydrant.http.client.HttpSender;
import io.hydrant.http.client.Secrets;
import io.hydrant.http.signature.RequestSigner;
import io.hydrant.http.signature.SigningException;
import io.hydrant.http.signature.UnsignedRequest;
import io.hydrant.receiver.Counterpart;
import org.jspecify.annotations.Nullable;

/** Who takes the bulk requests now: where they go, and how they say who sends them. */
final class Cluster {
    private static final int LAST_PORT = 65_535;

    /** {@code search-logs-abc.us-east-1.es.amazonaws.com} and {@code abc.us-east-1.aoss.amazonaws.com}. */
    private static final Pattern AWS_HOST = Pattern.compile(".*\\.([a-z0-9-]+)\\.(es|aoss)\\.amazonaws\\.com(\\.cn)?");

    /** {@code application/x-ndjson} would do as well; this is a guess. */
    private static final String CONTENT_TYPE = "application/json";

    private static final RequestSigner SIGNER = new RequestSigner();

    private final HttpSender sender;
    private final URI url;
    private final @Nullable String user;
    private final boolean signs;
    private final Secrets secrets;

    private Cluster(HttpSender sender, URI url, @Nullable String user, boolean signs, Secrets secrets) {
        this.sender = sender;
        this.url = url;
        this.user = user;
        this.signs = signs;
        this.secrets = secrets;
    }

    /**
     * The cluster that {@code counterpart} is. A user in its URL becomes basic authentication; without one, a request to AWS is
     * signed.
     *
     * @throws IllegalArgumentException if its URL cannot be sent to
     */
    static Cluster of(Counterpart counterpart) {
        URI base = counterpart.url();
        if (base.getPort() > LAST_PORT) {
            throw new IllegalArgumentException("No port: " + base.getPort());
        }
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        String port = base.getPort() < 0 ? "" : ":" + base.getPort();
        URI bulk = URI.create(base.getScheme() + "://" + base.getHost() + port
                + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path) + "/_bulk");
        String user = base.getUserInfo() == null
                ? null
                : Base64.getEncoder().encodeToString(base.getUserInfo().getBytes(StandardCharsets.UTF_8));
        boolean signs = user == null && !counterpart.receiver() && RequestSigner.isAws(base);
        return new Cluster(counterpart.sender(), bulk, user, signs, Secrets.of(base, user == null ? "" : user));
    }

    /**
     * A request with {@code body}.
     *
     * @throws SigningException if it must be signed, and there are no credentials
     */
    HttpRequest request(BulkBody body, SearchKind kind, StreamVersion origin) throws SigningException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).POST(body.publisher()).header("Content-Type", CONTENT_TYPE);
        Optional.ofNullable(user).ifPresent(token -> request.header("Authorization", "Basic " + token));
        if (signs) {
            Matcher aws = AWS_HOST.matcher(String.valueOf(url.getHost()));
            boolean known = aws.matches();
            SIGNER.headers(
                            new UnsignedRequest(url, Map.of("Content-Type", CONTENT_TYPE), body.array(), body.size()),
                            known ? aws.group(2) : kind.signingName(),
                            known ? aws.group(1) : origin.scope().region().value(),
                            origin.scope().account())
                    .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        }
        return request.build();
    }

    /** Brings requests there. */
    HttpSender sender() {
        return sender;
    }

    /** The URL as the ledger shows it. */
    String location() {
        return url.toString();
    }

    /** What no message may show. */
    Secrets secrets() {
        return secrets;
    }

    @Override
    public String toString() {
        return "Cluster[" + url + "]";
    }
}
