package io.hydrant.server.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.NoAnswerException;
import io.hydrant.http.RequestHead;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The end of links that takes calls. Thread-safe. */
public final class LinkServer {
    private static final byte[] PREFACE = "HYDRANT CALLS/1\r\n\r\n".getBytes(US_ASCII);

    private final CallTaker taker;

    public LinkServer(CallTaker taker) {
        this.taker = taker;
    }

    /** What a link begins with. No request of HTTP does. */
    public static byte[] preface() {
        return PREFACE.clone();
    }

    /**
     * Takes calls from a connection; called on its I/O thread.
     *
     * @param data what has come after the preface
     */
    public void begin(StreamConnection connection, ByteBuffer data) {
        new Connection(connection).channel.begin(data);
    }

    private final class Connection implements FrameReader.Receiver {
        private final Map<Integer, CompletableFuture<HttpResponse>> open = new ConcurrentHashMap<>();
        private final FrameChannel channel;

        Connection(StreamConnection connection) {
            this.channel = new FrameChannel(connection, this, this::closed);
        }

        @Override
        public FrameReader.Incoming begins(Frame.Kind kind, int id, ByteBuffer head, int length) throws IOException {
            return switch (kind) {
                case CALL -> {
                    RequestHead sent = Heads.request(head);
                    yield new IncomingCall(id, sent, length, taker.take(sent, length));
                }
                case CANCEL -> new Cancel(id);
                case ANSWER, ENDING -> throw new MalformedFrameException("An answer in place of a call");
            };
        }

        private void closed() {
            open.values().forEach(answer -> answer.cancel(true));
        }

        /** The client has gone. */
        private final class Cancel implements FrameReader.Incoming {
            private final int id;

            Cancel(int id) {
                this.id = id;
            }

            @Override
            public byte[] space() {
                return Frame.NOTHING;
            }

            @Override
            public void whole(byte[] body) {
                CompletableFuture<HttpResponse> answer = open.get(id);
                if (answer != null) {
                    answer.cancel(true);
                }
            }
        }

        private final class IncomingCall implements FrameReader.Incoming {
            private final int id;
            private final RequestHead head;
            private final int length;
            private final CallTaker.Taken taken;

            IncomingCall(int id, RequestHead head, int length, CallTaker.Taken taken) {
                this.id = id;
                this.head = head;
                this.length = length;
                this.taken = taken;
            }

            @Override
            public byte @Nullable [] space() {
                return taken.hasRoom() ? new byte[length] : null;
            }

            @Override
            public void whole(byte[] body) {
                CompletableFuture<HttpResponse> answer = taken.answer(new HttpRequest(head, body));
                if (!answer.isDone()) {
                    open.put(id, answer);
                }
                CompletableFuture<?> unused = answer.whenComplete((done, failure) -> {
                    open.remove(id);
                    if (failure == null) {
                        channel.send(new Answer(id, done, taken));
                    } else {
                        taken.over();
                        unanswered(failure);
                    }
                });
            }

            private void unanswered(Throwable failure) {
                Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
                if (cause instanceof NoAnswerException none) {
                    channel.send(new Ending(id, none.ending()));
                } // else it was cancelled
            }
        }
    }

    private record Answer(int id, HttpResponse answer, CallTaker.Taken taken) implements Frame {
        @Override
        public Kind kind() {
            return Kind.ANSWER;
        }

        @Override
        public byte[] head() {
            return Heads.of(answer);
        }

        @Override
        public byte[] body() {
            return answer.body();
        }

        @Override
        public int length() {
            return answer.length();
        }

        @Override
        public void ends() {
            taken.over();
        }
    }

    private record Ending(int id, NoAnswerException.Ending ending) implements Frame {
        @Override
        public Kind kind() {
            return Kind.ENDING;
        }

        @Override
        public byte[] head() {
            return Heads.of(ending);
        }
    }
}
