package io.hydrant.lifecycle;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.LiveStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of all streams: when nothing more can come in, delivers for a few seconds, and says what it could not. */
public final class ShutdownFlush implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ShutdownFlush.class);

    /** With the time that the server gives to requests in flight this stays within ten seconds. */
    private static final long SECONDS = 4;

    private final DeliveryStreams streams;

    public ShutdownFlush(DeliveryStreams streams) {
        this.streams = streams;
    }

    @Override
    public void close() {
        List<LiveStream> holding = streams.all().stream()
                .filter(s -> s.isReading() || waiting(s) > 0)
                .toList();
        CompletableFuture<Void> flushed =
                CompletableFuture.allOf(holding.stream().map(LiveStream::flush).toArray(CompletableFuture[]::new));
        try {
            flushed.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.warn("Deliveries were still under way at the stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (LiveStream stream : holding) {
            long left = waiting(stream);
            if (left > 0) {
                say(stream.value().name(), left);
            }
        }
    }

    private void say(String stream, long left) {
        if (streams.keepsRecords()) {
            log.info("Left for the next start stream={} records={}", stream, left);
        } else {
            log.warn("Not delivered before the stop stream={} records={}", stream, left);
        }
    }

    /** Records and copies that have not arrived. */
    private static long waiting(LiveStream stream) {
        LiveStream.Counts counts = stream.counts();
        return counts.bufferedRecords() + counts.copiedRecords();
    }
}
