package io.hydrant.destination.http.check;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.hydrant.destination.http.EndpointExchange;
import io.hydrant.destination.http.Flaw;
import io.hydrant.http.client.Answer;

/** What the first answer shows: each part of it is a point of its own. */
final class FirstAnswer implements Step {
    private static final Duration SLOW = Duration.ofSeconds(10);
    private static final Duration OFF = Duration.ofMinutes(5);

    private static final List<Point> OF_A_BODY = List.of(Point.REQUEST_ID, Point.TIMESTAMP, Point.TIMESTAMP_UNIT);

    private static final List<Point> OF_SUCCESS = List.of(
            Point.CONTENT_TYPE,
            Point.BODY,
            Point.REQUEST_ID,
            Point.TIMESTAMP,
            Point.TIMESTAMP_UNIT,
            Point.CONTENT_LENGTH,
            Point.CONTENT_ENCODING);

    @Override
    public void run(Conversation conversation, Findings findings) {
        Timed first = findings.first();
        time(first, findings);
        if (first.isTimeOut()) {
            return;
        }
        size(first, findings);
        if (first.status() / 100 == 3) {
            findings.skip(Point.STATUS, "See point " + Point.REDIRECT.number() + ".");
            findings.add(Point.REDIRECT, Outcome.FAILED, first.came(), first.consequence());
        } else if (first.status() == 200) {
            findings.add(Point.STATUS, Outcome.PASSED, "200", first.consequence());
            findings.add(Point.REDIRECT, Outcome.PASSED, "200", first.consequence());
        } else {
            findings.add(Point.STATUS, Outcome.FAILED, first.came(), first.consequence());
            if (first.status() > 0) {
                findings.add(Point.REDIRECT, Outcome.PASSED, "no redirect", first.consequence());
            }
        }
        if (first.status() == 200) {
            success(conversation.tools().clock().instant(), first, findings);
        } else {
            Set<Point> rest = EnumSet.copyOf(OF_SUCCESS);
            if (first.status() == 0) {
                rest.addAll(List.of(Point.REDIRECT, Point.ANSWER_SIZE));
            }
            rest.forEach(point -> findings.skip(point, "There was no answer of status 200."));
        }
    }

    private static void time(Timed first, Findings findings) {
        boolean slow = first.took().compareTo(SLOW) > 0;
        Outcome outcome = slow ? Outcome.WARNING : Outcome.PASSED;
        if (first.isTimeOut()) {
            findings.add(Point.ANSWER_TIME, Outcome.FAILED, first.came(), first.consequence());
        } else if (first.status() > 0) {
            findings.add(Point.ANSWER_TIME, outcome, "after " + first.took().toMillis() + " ms", first.consequence());
        } else {
            findings.skip(Point.ANSWER_TIME, "There was no answer.");
        }
    }

    private static void size(Timed first, Findings findings) {
        Optional<Answer> answer = first.exchange().answer();
        if (answer.isPresent()) {
            boolean tooLarge = answer.get().cutOff();
            findings.add(
                    Point.ANSWER_SIZE,
                    tooLarge ? Outcome.FAILED : Outcome.PASSED,
                    tooLarge ? first.came() : answer.get().body().length + " bytes",
                    first.consequence());
        }
    }

    private static void success(Instant now, Timed first, Findings findings) {
        EndpointExchange exchange = first.exchange();
        Set<Flaw> flaws = exchange.flaws();
        flaw(Point.CONTENT_TYPE, Flaw.CONTENT_TYPE, header(exchange, "Content-Type"), first, findings);
        flaw(Point.CONTENT_LENGTH, Flaw.NO_CONTENT_LENGTH, header(exchange, "Content-Length"), first, findings);
        flaw(Point.CONTENT_ENCODING, Flaw.CONTENT_ENCODING, header(exchange, "Content-Encoding"), first, findings);
        if (exchange.answer().map(Answer::cutOff).orElse(false)) {
            findings.skip(Point.BODY, "The body was not read to its end.");
            OF_A_BODY.forEach(point -> findings.skip(point, "The body was not read to its end."));
            return;
        }
        boolean encoded = flaws.contains(Flaw.CONTENT_ENCODING);
        if (flaws.contains(Flaw.NOT_AN_OBJECT)) {
            if (encoded) {
                findings.skip(Point.BODY, "The body is compressed; see point " + Point.CONTENT_ENCODING.number() + ".");
            } else {
                flaw(Point.BODY, Flaw.NOT_AN_OBJECT, "", first, findings);
            }
            OF_A_BODY.forEach(point -> findings.skip(point, "There was no JSON object."));
            return;
        }
        flaw(Point.BODY, Flaw.NOT_AN_OBJECT, "a JSON object", first, findings);
        flaw(Point.REQUEST_ID, Flaw.REQUEST_ID, "the id that was sent", first, findings);
        flaw(Point.TIMESTAMP, Flaw.TIMESTAMP, exchange.timestamp().orElse(""), first, findings);
        unit(now, exchange.timestamp(), first, findings);
    }

    private static void flaw(Point point, Flaw flaw, String good, Timed first, Findings findings) {
        boolean wrong = first.exchange().flaws().contains(flaw);
        findings.add(
                point,
                wrong ? Outcome.FAILED : Outcome.PASSED,
                wrong ? "200, but " + flaw.words() : good,
                first.consequence());
    }

    private static String header(EndpointExchange exchange, String name) {
        return exchange.answer()
                .flatMap(answer -> answer.headers().firstValue(name))
                .orElse("none");
    }

    /** A clock that is some minutes off is no fault; seconds in place of milliseconds are. */
    private static void unit(Instant now, Optional<String> timestamp, Timed first, Findings findings) {
        if (timestamp.isEmpty()) {
            findings.skip(Point.TIMESTAMP_UNIT, "There was no timestamp.");
            return;
        }
        double millis = Double.parseDouble(timestamp.get());
        boolean near = Math.abs(millis - now.toEpochMilli()) <= OFF.toMillis();
        boolean seconds = Math.abs(millis * 1000 - now.toEpochMilli()) <= OFF.toMillis();
        String came = seconds ? ", which is in seconds" : ", which is not the present";
        findings.add(
                Point.TIMESTAMP_UNIT,
                near ? Outcome.PASSED : Outcome.WARNING,
                timestamp.get() + (near ? "" : came),
                first.consequence());
    }
}
