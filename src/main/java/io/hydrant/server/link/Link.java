package io.hydrant.server.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.hydrant.http.HttpResponse;
import io.hydrant.http.NoAnswerException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoFuture;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;

/** The end of a link that makes calls. For its I/O thread, but for {@link #close}. */
final class Link implements FrameReader.Receiver {
    private static final Logger log = LoggerFactory.getLogger(Link.class);

    private static final long CONNECT_MILLIS = 1_000;

    private final XnioIoThread thread;
    private final Runnable closed;
    private final Map<Integer, SentCall> open = new HashMap<>();
    private @Nullable FrameChannel channel;
    private boolean over;
    private int calls;

    /** @param closed runs once, when no call can be made any more */
    Link(XnioIoThread thread, Runnable closed) {
        this.thread = thread;
        this.closed = closed;
    }

    /** @param address not resolved; a name is looked up on another thread */
    void connect(InetSocketAddress address) {
        thread.getWorker().execute(() -> {
            InetSocketAddress resolved = new InetSocketAddress(address.getHostString(), address.getPort());
            onThread(() -> connectTo(resolved));
        });
    }

    private void connectTo(InetSocketAddress address) {
        if (over) {
            return;
        }
        if (address.isUnresolved()) {
            log.debug("A node has no address host={}", address.getHostString());
            end();
            return;
        }
        try {
            IoFuture<StreamConnection> coming =
                    thread.openStreamConnection(address, this::begin, OptionMap.create(Options.TCP_NODELAY, true));
            thread.executeAfter(() -> giveUp(coming), CONNECT_MILLIS, TimeUnit.MILLISECONDS);
            coming.addNotifier((result, nothing) -> failed(result), null);
        } catch (RejectedExecutionException e) {
            log.debug("The server has stopped", e);
            end();
        }
    }

    private void giveUp(IoFuture<StreamConnection> coming) {
        if (channel == null) {
            coming.cancel();
            end();
        }
    }

    private void failed(IoFuture<? extends StreamConnection> result) {
        if (result.getStatus() == IoFuture.Status.FAILED) {
            log.debug("A node cannot be reached", result.getException());
            onThread(this::end);
        }
    }

    private void begin(StreamConnection connection) {
        if (over) {
            IoUtils.safeClose(connection);
            return;
        }
        FrameChannel made = new FrameChannel(connection, this, this::end);
        try {
            made.sendRaw(LinkServer.preface());
        } catch (IOException e) {
            log.debug("A new connection to a node ended", e);
            IoUtils.safeClose(connection);
            end();
            return;
        }
        channel = made;
        made.begin(ByteBuffer.wrap(Frame.NOTHING));
        open.values().forEach(made::send);
    }

    void send(SentCall call) {
        if (over) {
            call.lost(0);
            return;
        }
        call.goesBy(this, ++calls);
        open.put(call.id(), call);
        FrameChannel now = channel;
        if (now != null) {
            now.send(call);
        }
    }

    /** The client of a call has gone. */
    void cancel(SentCall call) {
        FrameChannel now = channel;
        if (open.remove(call.id(), call) && now != null) {
            now.send(new Cancel(call.id()));
        }
    }

    @Override
    public FrameReader.Incoming begins(Frame.Kind kind, int id, ByteBuffer head, int length) throws IOException {
        return switch (kind) {
            case ANSWER -> new IncomingAnswer(id, Heads.answer(head), new byte[length]);
            case ENDING -> new IncomingEnding(id, Heads.ending(head));
            case CALL, CANCEL -> throw new MalformedFrameException("A call in place of an answer");
        };
    }

    /** The call that gets its answer now; empty when its client has gone. */
    private Optional<SentCall> answered(int id) {
        return Optional.ofNullable(open.remove(id));
    }

    private final class IncomingAnswer implements FrameReader.Incoming {
        private final int id;
        private final HttpResponse head;
        private final byte[] space;

        IncomingAnswer(int id, HttpResponse head, byte[] space) {
            this.id = id;
            this.head = head;
            this.space = space;
        }

        @Override
        public byte[] space() {
            return space;
        }

        @Override
        public void whole(byte[] body) {
            answered(id)
                    .ifPresent(call -> call.answer().complete(new HttpResponse(head.status(), head.headers(), body)));
        }
    }

    private final class IncomingEnding implements FrameReader.Incoming {
        private final int id;
        private final NoAnswerException.Ending ending;

        IncomingEnding(int id, NoAnswerException.Ending ending) {
            this.id = id;
            this.ending = ending;
        }

        @Override
        public byte[] space() {
            return Frame.NOTHING;
        }

        @Override
        public void whole(byte[] body) {
            answered(id).ifPresent(call -> call.answer().completeExceptionally(new NoAnswerException(ending)));
        }
    }

    /** Ends the link; called on any thread. */
    void close() {
        onThread(this::end);
    }

    private void onThread(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            log.debug("The server has stopped", e);
        }
    }

    private void end() {
        if (over) {
            return;
        }
        over = true;
        closed.run();
        FrameChannel now = channel;
        long written = now == null ? 0 : now.written();
        if (now != null) {
            now.close();
        }
        List<SentCall> lost = List.copyOf(open.values());
        open.clear();
        lost.forEach(call -> call.lost(written));
    }

    private record Cancel(int id) implements Frame {
        @Override
        public Kind kind() {
            return Kind.CANCEL;
        }
    }
}
