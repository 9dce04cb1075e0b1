package io.hydrant.destination.http.check;

import java.util.List;

/** Requests of many records, and large ones. */
final class Sizes implements Step {
    private static final int STATUS_TOO_LARGE = 413;
    private static final long MEBIBYTE = 1 << 20;

    /** Few records, so that an endpoint that minds their number has no say here. */
    private static final int RECORD = 50 << 10;

    @Override
    public void run(Conversation conversation, Findings findings) {
        Form form = conversation.options().form();
        Timed some = conversation.deliver(form, Records.some(500));
        if (some.arrived()) {
            Timed most = conversation.deliver(form, Records.some(10_000));
            findings.deliver(Point.MANY_RECORDS, Outcome.FAILED, "10,000 records: ", most);
        } else {
            findings.deliver(Point.MANY_RECORDS, Outcome.FAILED, "500 records: ", some);
        }
        Timed small = body(1, conversation);
        Timed usual = small.arrived() ? body(5, conversation) : small;
        size(Point.BODY_SIZE, small.arrived() ? "5 MiB: " : "1 MiB: ", usual, findings);
        if (conversation.options().large()) {
            size(Point.LARGEST_BODY, "", body(64, conversation), findings);
        } else {
            findings.skip(Point.LARGEST_BODY, "Only with large (--large).");
        }
        findings.deliver(Point.LARGEST_RECORD, Outcome.FAILED, conversation.deliver(form, Records.largest()));
    }

    private static Timed body(int mebibytes, Conversation conversation) {
        long limit = mebibytes * MEBIBYTE;
        List<byte[]> records = Records.filling(RECORD, limit);
        return conversation.deliver(conversation.options().form().withBodyLimit(limit), records);
    }

    private static void size(Point point, String which, Timed answer, Findings findings) {
        findings.deliver(point, answer.status() == STATUS_TOO_LARGE ? Outcome.WARNING : Outcome.FAILED, which, answer);
    }
}
