package io.hydrant.server;

import java.io.IOException;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.SameThreadExecutor;

/** The interim answer {@code 100 Continue}, which invites a client to send its body. */
final class Invitation {
    private Invitation() {}

    /**
     * Goes on after {@code 100 Continue} where the client waits for it; even with an empty body, because botocore takes the
     * answer to its next request for garbage when it got none. Runs {@code next} on the I/O thread.
     */
    static void then(HttpServerExchange exchange, Runnable next) {
        if (HttpContinue.requiresContinueResponse(exchange)) {
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> send(exchange, next));
        } else {
            next.run();
        }
    }

    private static void send(HttpServerExchange exchange, Runnable next) {
        HttpContinue.sendContinueResponse(exchange, new IoCallback() {
            @Override
            public void onComplete(HttpServerExchange invited, Sender sender) {
                if (invited.isInIoThread()) {
                    next.run();
                } else { // it was not sent at once, and a thread of Undertow's goes on
                    invited.dispatch(invited.getIoThread(), next);
                }
            }

            @Override
            public void onException(HttpServerExchange invited, Sender sender, IOException e) {
                Answers.abort(invited);
            }
        });
    }
}
