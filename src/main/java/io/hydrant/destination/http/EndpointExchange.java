package io.hydrant.destination.http;

import java.net.http.HttpRequest;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import io.hydrant.http.client.Answer;
import io.hydrant.http.client.HttpSender;
import io.hydrant.http.client.Secrets;
import io.hydrant.time.TimeLimit;
import io.hydrant.time.TimeOutException;

/**
 * A request to an endpoint and what came of it. Deliveries and the check of an endpoint send their requests here, so that both judge
 * an answer in the same way.
 *
 * @param requestId the id that the answer has to repeat
 * @param answer empty if none came
 * @param verdict what the answer, or the lack of one, means
 */
public record EndpointExchange(String requestId, Optional<Answer> answer, ResponseClassification verdict) {
    /** Sends {@code request}, waits for its answer and judges it. */
    static EndpointExchange post(
            HttpSender sender, HttpRequest request, String requestId, Secrets secrets, TimeLimit limit) {
        try {
            Answer answer = sender.post(request, EndpointRequest.LARGEST_ANSWER, limit);
            return new EndpointExchange(
                    requestId, Optional.of(answer), ResponseClassification.of(answer, requestId, secrets));
        } catch (TimeOutException e) {
            return unanswered(requestId, ResponseClassification.of(e, request.uri(), secrets, limit.span()));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return unanswered(requestId, ResponseClassification.of(cause, request.uri(), secrets, limit.span()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unanswered(requestId, ResponseClassification.of(e, request.uri(), secrets, limit.span()));
        }
    }

    /** A request that was not answered, or not even sent. */
    static EndpointExchange unanswered(String requestId, ResponseClassification verdict) {
        return new EndpointExchange(requestId, Optional.empty(), verdict);
    }

    /** Status of the answer; 0 if none came. */
    public int status() {
        return answer.map(Answer::status).orElse(0);
    }

    /** What would be wrong with the answer if its status were 200. */
    public Set<Flaw> flaws() {
        return answer.map(given -> ResponseClassification.flaws(given, requestId))
                .orElseGet(() -> EnumSet.noneOf(Flaw.class));
    }

    /** Digits of the answer's timestamp; empty if there is none. */
    public Optional<String> timestamp() {
        return reply().flatMap(Reply::timestamp);
    }

    /** Whether the answer has the form of an error: the id of the request and a message. */
    public boolean isErrorBody() {
        return reply().filter(reply -> reply.requestId().equals(Optional.of(requestId)))
                .flatMap(Reply::errorMessage)
                .isPresent();
    }

    private Optional<Reply> reply() {
        return answer.flatMap(given -> Reply.read(given.body()));
    }
}
