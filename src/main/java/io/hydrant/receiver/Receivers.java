package io.hydrant.receiver;

import java.net.http.HttpRequest;
import java.time.InstantSource;

import io.hydrant.destination.CpuPermits;
import io.hydrant.destination.StreamVersion;
import io.hydrant.http.client.Answer;
import io.hydrant.http.client.HttpSender;
import io.hydrant.http.client.SentBody;

/** The receivers inside Hydrant, for the names that nothing else stands for. Thread-safe. */
public final class Receivers {
    private final ReceivedLog log;
    private final InstantSource clock;
    private final CpuPermits turns;

    /**
     * @param log keeps what comes
     * @param turns when a request may be read
     */
    public Receivers(ReceivedLog log, InstantSource clock, CpuPermits turns) {
        this.log = log;
        this.clock = clock;
        this.turns = turns;
    }

    /** A receiver of the requests of one stream. It gets the bytes that a server would get. */
    HttpSender open(StreamVersion origin, ReceiverProtocol protocol) {
        return (request, largest, limit) -> turns.take(() -> answer(origin, protocol, request));
    }

    private Answer answer(StreamVersion origin, ReceiverProtocol protocol, HttpRequest sent) {
        ReceivedRequest request =
                new ReceivedRequest(sent.method(), sent.uri(), sent.headers(), SentBody.of(sent.bodyPublisher()));
        Reception reception = protocol.receive(request);
        if (!reception.records().isEmpty()) {
            log.add(new Received(
                    0,
                    clock.instant(),
                    origin,
                    protocol.destination(),
                    request.shown(),
                    reception.records(),
                    reception.records().size()));
        }
        return reception.answer();
    }
}
