package io.hydrant.http.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The body of a request in pieces, which are sent as they are: nothing is copied once more, and there is no array of the whole
 * body. Filled by one thread before it is sent.
 */
public final class BodyPieces implements BodyPublisher {
    private static final int PIECE = 1 << 16;

    private final List<ByteBuffer> full = new ArrayList<>();
    private final long length;
    private ByteBuffer last;
    private long left;

    /** @param length how many bytes will be added */
    public BodyPieces(long length) {
        this.length = length;
        this.left = length;
        this.last = next();
    }

    private ByteBuffer next() {
        return ByteBuffer.allocate((int) Math.min(PIECE, left));
    }

    /** Adds bytes, which are copied. */
    public void add(byte[] data, int offset, int count) {
        int from = offset;
        for (int more = count; more > 0; ) {
            int part = Math.min(more, last.remaining());
            last.put(data, from, part);
            from += part;
            more -= part;
            left -= part;
            if (!last.hasRemaining()) {
                full.add(last.flip());
                last = next();
            }
        }
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Sending(subscriber, full.iterator()));
    }

    /** Hands the pieces out as they are asked for. */
    private static final class Sending implements Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final Iterator<ByteBuffer> pieces;
        private final AtomicLong demand = new AtomicLong();
        private final AtomicBoolean over = new AtomicBoolean();

        Sending(Flow.Subscriber<? super ByteBuffer> subscriber, Iterator<ByteBuffer> pieces) {
            this.subscriber = subscriber;
            this.pieces = pieces;
        }

        /** A subscriber asks for more while it gets a piece: then the call that hands out goes on. */
        @Override
        public void request(long count) {
            if (demand.getAndAccumulate(count, Sending::sum) == 0) {
                do {
                    handOut();
                } while (demand.decrementAndGet() > 0 && !over.get());
            }
        }

        private static long sum(long a, long b) {
            return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
        }

        private void handOut() {
            if (over.get()) {
                return;
            }
            if (pieces.hasNext()) {
                subscriber.onNext(pieces.next().duplicate());
            }
            if (!pieces.hasNext() && over.compareAndSet(false, true)) {
                subscriber.onComplete();
            }
        }

        @Override
        public void cancel() {
            over.set(true);
        }
    }
}
