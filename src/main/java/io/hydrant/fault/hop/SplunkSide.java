package io.hydrant.fault.hop;

import java.net.http.HttpRequest;
import java.time.Instant;

import io.hydrant.fault.Effect;
import io.hydrant.fault.Hop;
import io.hydrant.fault.Operations;

/**
 * A Splunk collector. Its own numbers of errors are asked for by number; a name stands for the number that goes with its status.
 *
 * @see <a href="https://docs.splunk.com/Documentation/Splunk/latest/Data/TroubleshootHTTPEventCollector">error codes</a>
 */
final class SplunkSide implements FarSide {
    @Override
    public Hop hop() {
        return Hop.SPLUNK;
    }

    @Override
    public String operation(HttpRequest request) {
        String path = String.valueOf(request.uri().getPath());
        if (path.endsWith("/ack")) {
            return Operations.ACK;
        }
        boolean empty =
                request.bodyPublisher().map(body -> body.contentLength() == 0).orElse(true);
        if (empty) {
            return Operations.CHECK;
        }
        return path.endsWith("/raw") ? Operations.RAW : Operations.EVENT;
    }

    @Override
    public String refusal(HttpRequest request, Effect.Refusal refusal, Instant now) {
        boolean numbered = refusal.code().matches("\\d{1,4}");
        int code = numbered ? Integer.parseInt(refusal.code()) : codeOf(refusal.status());
        String text = refusal.message().isEmpty() ? refusal.code() : refusal.message();
        return "{\"text\":" + FarSideJson.quoted(text) + (code < 0 ? "" : ",\"code\":" + code) + '}';
    }

    private static int codeOf(int status) {
        return switch (status) {
            case 400 -> 6;
            case 401 -> 2;
            case 403 -> 4;
            case 500 -> 8;
            case 503 -> 9;
            default -> -1;
        };
    }
}
