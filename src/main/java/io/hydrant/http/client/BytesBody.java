package io.hydrant.http.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;

/** The body of a request from an array that is not copied, as {@code BodyPublishers.ofByteArray} does. Nobody changes the array. */
public final class BytesBody implements BodyPublisher {
    private static final int SLICE = 1 << 16;

    private final byte[] bytes;
    private final int length;

    /** The first {@code length} bytes of {@code bytes}. */
    public BytesBody(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /** The bytes as they are. */
    SentBody sent() {
        return new SentBody(bytes, length);
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Slices(subscriber));
    }

    /** What one reader has had. A reader that asks while it is given a slice gets the next after it. */
    private final class Slices implements Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuffer> reader;
        private long wanted;
        private int at;
        private boolean giving;
        private boolean over;

        Slices(Flow.Subscriber<? super ByteBuffer> reader) {
            this.reader = reader;
        }

        @Override
        public void request(long more) {
            synchronized (this) {
                wanted = more > Long.MAX_VALUE - wanted ? Long.MAX_VALUE : wanted + more;
                if (giving) {
                    return;
                }
                giving = true;
            }
            for (ByteBuffer slice = next(); slice != null; slice = next()) {
                reader.onNext(slice);
            }
            if (ends()) {
                reader.onComplete();
            }
        }

        private synchronized @Nullable ByteBuffer next() {
            if (over || wanted == 0 || at == length) {
                giving = false;
                return null;
            }
            wanted--;
            int size = Math.min(SLICE, length - at);
            ByteBuffer slice = ByteBuffer.wrap(bytes, at, size);
            at += size;
            return slice;
        }

        /** Whether all is given; true once. */
        private synchronized boolean ends() {
            boolean all = !over && at == length;
            over |= all;
            return all;
        }

        @Override
        public synchronized void cancel() {
            over = true;
        }
    }
}
