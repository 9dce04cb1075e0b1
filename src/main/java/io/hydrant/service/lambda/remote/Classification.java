package io.hydrant.service.lambda.remote;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import io.hydrant.http.client.Answer;
import io.hydrant.http.client.Unanswered;
import io.hydrant.service.lambda.FunctionException;
import io.hydrant.service.lambda.FunctionException.Failure;
import io.hydrant.service.lambda.Invocation;

/** What an answer to an invocation, or the lack of one, means. */
final class Classification {
    /** What Lambda and its runtime interface emulator say of a function that had its own time. */
    private static final Pattern TASK_TIMED_OUT = Pattern.compile("Task timed out after [0-9.]+ seconds");

    private static final int LONGEST_DETAIL = 500;

    private Classification() {}

    /** The answer of a URL that speaks for one function; errors of other kinds than Lambda's are the function's. */
    static byte[] ofUrl(Answer answer, URI url) {
        Failure failure = failure(answer.status());
        if (answer.status() / 100 != 2) {
            throw new FunctionException(
                    failure == Failure.SERVICE ? Failure.FUNCTION_ERROR : failure, refusal(answer, url));
        }
        byte[] body = ofFunction(answer, url);
        ErrorBody error = ErrorBody.read(body);
        if (error.isError()) {
            throw functionError(error);
        }
        return body;
    }

    /** The answer of a Lambda API. */
    static byte[] ofApi(Answer answer, URI url) {
        if (answer.status() / 100 != 2) {
            String type = answer.headers().firstValue("X-Amzn-ErrorType").orElse("");
            int end = type.indexOf(':');
            throw new FunctionException(
                    failure(answer.status()), end < 0 ? type : type.substring(0, end), refusal(answer, url));
        }
        return ofFunction(answer, url);
    }

    private static byte[] ofFunction(Answer answer, URI url) {
        if (answer.cutOff()) {
            throw new FunctionException(
                    Failure.FUNCTION_ERROR,
                    where(url) + " answered with more than " + Invocation.LARGEST_ANSWER + " bytes.");
        }
        if (answer.headers().firstValue("X-Amz-Function-Error").isPresent()) {
            throw functionError(ErrorBody.read(answer.body()));
        }
        return answer.body();
    }

    private static FunctionException functionError(ErrorBody error) {
        String said = (error.type() + ": " + error.message());
        return TASK_TIMED_OUT.matcher(error.message()).find()
                ? new FunctionException(Failure.TIMED_OUT, "The function said " + line(said) + '.')
                : new FunctionException(Failure.FUNCTION_ERROR, "The function failed with " + line(said) + '.');
    }

    private static Failure failure(int status) {
        return switch (status) {
            case 401, 403 -> Failure.ACCESS_DENIED;
            case 404 -> Failure.NOT_FOUND;
            case 413 -> Failure.TOO_LARGE;
            case 429 -> Failure.LIMIT_EXCEEDED;
            default -> Failure.SERVICE;
        };
    }

    private static String refusal(Answer answer, URI url) {
        String redirects = answer.status() / 100 == 3 ? " (redirects are not followed)" : "";
        String said = line(new String(answer.body(), StandardCharsets.UTF_8));
        return where(url) + " answered " + answer.status() + redirects + (said.isEmpty() ? "." : ": " + said);
    }

    /** A request without an answer. */
    static FunctionException unanswered(Throwable failure, URI url) {
        String detail = failure.getMessage() == null ? "" : " (" + line(failure.getMessage()) + ")";
        String why =
                switch (Unanswered.of(failure)) {
                    case NO_CONNECTION -> "No connection to " + where(url) + detail + '.';
                    case BROKEN_OFF -> "The connection to " + where(url) + " broke off" + detail + '.';
                    case TIMED_OUT, STOPPED, NOT_HTTP -> "The answer of " + where(url) + " is not HTTP" + detail + '.';
                };
        return new FunctionException(Failure.UNREACHABLE, why);
    }

    /** Where the function is, without what may be a secret. */
    static String where(URI url) {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort())
                + (url.getRawPath() == null ? "" : url.getRawPath());
    }

    private static String line(String text) {
        String cut = text.length() > LONGEST_DETAIL ? text.substring(0, LONGEST_DETAIL) + "…" : text;
        StringBuilder line = new StringBuilder(cut.length());
        cut.strip().chars().forEach(c -> line.append(Character.isISOControl(c) ? ' ' : (char) c));
        return line.toString();
    }
}
