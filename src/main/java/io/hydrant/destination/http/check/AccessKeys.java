package io.hydrant.destination.http.check;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the endpoint looks at the access key. */
final class AccessKeys implements Step {
    private static final int LONGEST = 4096;

    @Override
    public void run(Conversation conversation, Findings findings) {
        Form form = conversation.options().form();
        Timed longest = conversation.deliver(form.withKey(Optional.of("k".repeat(LONGEST))), Records.one());
        Optional<String> key = form.accessKey();
        if (key.isEmpty()) {
            List.of(Point.WRONG_KEY, Point.ABSENT_KEY, Point.ERROR_BODY)
                    .forEach(point -> findings.skip(point, "No access key was given (accessKey, --access-key)."));
            findings.deliver(Point.LONG_KEY, Outcome.WARNING, longest);
            return;
        }
        Timed wrong = conversation.deliver(form.withKey(Optional.of(other(key.get()))), Records.one());
        Timed absent = conversation.deliver(form.withKey(Optional.empty()), Records.one());
        refused(Point.WRONG_KEY, wrong, findings);
        refused(Point.ABSENT_KEY, absent, findings);
        errorBody(wrong, absent, findings);
        findings.add(
                Point.LONG_KEY,
                isLike(wrong, longest) && !findings.failsLikeFirst(longest) ? Outcome.PASSED : Outcome.WARNING,
                longest.came(),
                longest);
    }

    /** Whether a long key is treated as any other wrong key. */
    private static boolean isLike(Timed wrong, Timed longest) {
        return longest.isRefusal() || longest.status() == wrong.status();
    }

    /** A key that differs in its last character alone. */
    private static String other(String key) {
        char last = key.charAt(key.length() - 1);
        return key.substring(0, key.length() - 1) + (last == 'x' ? 'y' : 'x');
    }

    private static void refused(Point point, Timed answer, Findings findings) {
        if (answer.arrived()) {
            findings.add(point, Outcome.FAILED, "200: the endpoint is open to all who know its URL", answer);
        } else {
            findings.add(point, answer.isRefusal() ? Outcome.PASSED : Outcome.WARNING, answer.came(), answer);
        }
    }

    private static void errorBody(Timed wrong, Timed absent, Findings findings) {
        List<Timed> errors = Stream.of(wrong, absent)
                .filter(each -> each.status() > 0 && each.status() != 200)
                .toList();
        Optional<Timed> bad =
                errors.stream().filter(each -> !each.exchange().isErrorBody()).findFirst();
        if (errors.isEmpty()) {
            findings.skip(Point.ERROR_BODY, "Neither of them was answered with an error.");
        } else if (bad.isPresent()) {
            findings.add(
                    Point.ERROR_BODY,
                    Outcome.WARNING,
                    bad.get().status() + " without the requestId or without an errorMessage",
                    bad.get());
        } else {
            findings.add(Point.ERROR_BODY, Outcome.PASSED, "requestId and errorMessage", errors.get(0));
        }
    }
}
