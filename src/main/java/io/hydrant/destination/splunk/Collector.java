package io.hydrant.destination.splunk;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

import io.hydrant.destination.DestinationContext;
import io.hydrant.http.client.Answer;
import io.hydrant.http.client.Secrets;
import io.hydrant.receiver.Counterpart;
import io.hydrant.time.TimeLimit;
import io.hydrant.time.TimeOutException;

/**
 * Splunk's HTTP Event Collector as Firehose talks to it: one data channel for all requests of an open destination. Thread-safe.
 *
 * @see <a href="https://docs.splunk.com/Documentation/Splunk/latest/Data/AboutHECIDXAck">Indexer acknowledgement</a>
 */
final class Collector {
    /** How long a collector may take to answer, by the clock that can be moved. A guess. */
    private static final Duration TIME_OUT = Duration.ofMinutes(3);

    /** More bytes of an answer than this are not read. */
    private static final int LARGEST_ANSWER = 1 << 20;

    private static final String ROOT = "/services/collector/";

    private final SplunkSettings settings;
    private final DestinationContext context;
    private final Supplier<Counterpart> counterpart;
    private final UUID channel;
    private final Cookies cookies = new Cookies();
    private volatile boolean found;

    /**
     * @param counterpart who is asked now
     * @param channel the data channel
     */
    Collector(SplunkSettings settings, DestinationContext context, Supplier<Counterpart> counterpart, UUID channel) {
        this.settings = settings;
        this.context = context;
        this.counterpart = counterpart;
        this.channel = channel;
    }

    /** The URL of the data as the ledger shows it. */
    String location() {
        return url(counterpart.get().url(), data());
    }

    /** The URL of one of HEC's endpoints: without user and query, which may be secrets. */
    private static String url(URI base, String endpoint) {
        String authority = base.getRawAuthority();
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        return base.getScheme() + "://" + authority.substring(authority.lastIndexOf('@') + 1)
                + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path) + ROOT + endpoint;
    }

    /**
     * Looks for a collector by a request without data, once for each channel: reported of Firehose. The answer that there is no
     * data is a good one. A server without the endpoint for events is given the data all the same, our choice.
     *
     * @throws CollectorException if nobody answers, or if the answer says that data would not be taken
     */
    void find() throws CollectorException, InterruptedException {
        if (!found) {
            Answer answer = post("event", BodyPublishers.noBody(), "application/json", TIME_OUT);
            HecReply reply = HecReply.of(answer);
            boolean noData = answer.status() == 400 && reply.isAboutData();
            boolean noEndpoint = answer.status() == 404 || answer.status() == 405;
            if (!noData && !noEndpoint && answer.status() != 200) {
                throw new CollectorException(failure(answer, reply));
            }
            found = true;
        }
    }

    /**
     * Sends records.
     *
     * @return the id that their acknowledgement is asked for by
     * @throws CollectorException if the collector did not take them
     */
    long send(BodyPublisher data) throws CollectorException, InterruptedException {
        String contentType = settings.events() ? "application/json" : "text/plain";
        HecReply reply = successful(post(data(), data, contentType, TIME_OUT));
        return reply.ackId().orElseThrow(() -> new CollectorException(SplunkFailure.noAckId()));
    }

    /**
     * Asks whether the data of {@code id} are acknowledged.
     *
     * @param longest how long the answer may take
     * @throws CollectorException if there is no answer to that
     */
    boolean hasAcknowledged(long id, Duration longest) throws CollectorException, InterruptedException {
        String question = "{\"acks\":[" + id + "]}";
        return successful(post("ack", BodyPublishers.ofString(question), "application/json", longest))
                .acknowledged()
                .contains(id);
    }

    private HecReply successful(Answer answer) throws CollectorException {
        HecReply reply = HecReply.of(answer);
        if (answer.status() != 200 || reply.code().orElse(0) != 0 || !reply.isJson()) {
            throw new CollectorException(failure(answer, reply));
        }
        return reply;
    }

    private SplunkFailure failure(Answer answer, HecReply reply) {
        return SplunkFailure.of(answer.status(), reply, secrets(settings.endpoint()));
    }

    private Secrets secrets(URI url) {
        return Secrets.of(url, settings.token().orElse(""));
    }

    private Answer post(String path, BodyPublisher body, String contentType, Duration longest)
            throws CollectorException, InterruptedException {
        Counterpart asked = counterpart.get();
        try {
            HttpRequest request = request(asked.url(), path, body, contentType);
            Answer answer = asked.sender().post(request, LARGEST_ANSWER, limit(longest));
            cookies.keep(answer.headers());
            return answer;
        } catch (IllegalArgumentException e) {
            throw new CollectorException(SplunkFailure.unsendable());
        } catch (TimeOutException e) {
            throw new CollectorException(SplunkFailure.of(e, asked.url(), secrets(asked.url())));
        } catch (ExecutionException e) {
            throw new CollectorException(
                    SplunkFailure.of(e.getCause() == null ? e : e.getCause(), asked.url(), secrets(asked.url())));
        }
    }

    private HttpRequest request(URI base, String path, BodyPublisher body, String contentType) {
        if (base.getPort() > 65_535) {
            throw new IllegalArgumentException("No port: " + base.getPort());
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(base, path)))
                .header("Content-Type", contentType)
                .header("X-Splunk-Request-Channel", channel.toString())
                .POST(body);
        settings.token().ifPresent(token -> request.header("Authorization", "Splunk " + token));
        cookies.header().ifPresent(header -> request.header("Cookie", header));
        return request.build();
    }

    private String data() {
        return settings.events() ? "event" : "raw";
    }

    private TimeLimit limit(Duration longest) {
        return new TimeLimit(
                context.clock(),
                context.scheduler(),
                longest,
                "time out delivery of " + context.origin().stream(),
                context.origin().arn());
    }

    /** The time of the clock. */
    Instant now() {
        return context.clock().instant();
    }

    @Override
    public String toString() {
        return "Collector[host=" + settings.endpoint().getHost() + "]";
    }
}
