package io.hydrant.destination.http.check;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Flow;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.time.Scheduler;

/** A body whose pieces come one after the other, with a pause before each. */
final class SlowPublisher implements BodyPublisher {
    private final byte[] body;
    private final int pieces;
    private final Duration pause;
    private final InstantSource clock;
    private final Scheduler scheduler;

    SlowPublisher(BodyPublisher whole, int pieces, Duration pause, InstantSource clock, Scheduler scheduler) {
        this.body = bytes(whole);
        this.pieces = pieces;
        this.pause = pause;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    @Override
    public long contentLength() {
        return body.length;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Sending(subscriber));
    }

    /** A body in memory is given at once. */
    private static byte[] bytes(BodyPublisher whole) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        whole.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer piece) {
                byte[] copy = new byte[piece.remaining()];
                piece.get(copy);
                bytes.writeBytes(copy);
            }

            @Override
            public void onError(Throwable failure) {
                throw new IllegalStateException("A body in memory cannot be read", failure);
            }

            @Override
            public void onComplete() {}
        });
        return bytes.toByteArray();
    }

    /** What one request has had. */
    private final class Sending implements Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;

        @GuardedBy("this")
        private long wanted;

        @GuardedBy("this")
        private int sent;

        @GuardedBy("this")
        private boolean waiting;

        @GuardedBy("this")
        private boolean over;

        Sending(Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public synchronized void request(long more) {
            wanted = more > Long.MAX_VALUE - wanted ? Long.MAX_VALUE : wanted + more;
            plan();
        }

        private synchronized void plan() {
            if (!waiting && !over && wanted > 0) {
                waiting = true;
                scheduler.at(clock.instant().plus(pause), "next piece of a slow body", this::send);
            }
        }

        private void send() {
            ByteBuffer piece;
            boolean last;
            synchronized (this) {
                if (over) {
                    return;
                }
                int from = (int) ((long) body.length * sent / pieces);
                int to = (int) ((long) body.length * (sent + 1) / pieces);
                piece = ByteBuffer.wrap(body, from, to - from);
                sent++;
                wanted--;
                waiting = false;
                last = sent == pieces;
                over = last;
            }
            subscriber.onNext(piece);
            if (last) {
                subscriber.onComplete();
            } else {
                plan();
            }
        }

        @Override
        public synchronized void cancel() {
            over = true;
        }
    }
}
