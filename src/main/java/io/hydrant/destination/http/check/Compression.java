package io.hydrant.destination.http.check;

/** Bodies in gzip. A stream that compresses needs them; for another stream they are something to know. */
final class Compression implements Step {
    @Override
    public void run(Conversation conversation, Findings findings) {
        Form form = conversation.options().form();
        Timed first = findings.first();
        if (!form.gzip()) {
            findings.deliver(Point.GZIP, Outcome.INFO, conversation.deliver(form.withGzip(true), Records.one()));
        } else if (first.arrived()) {
            findings.deliver(Point.GZIP, Outcome.FAILED, first);
        } else if (conversation.deliver(form.withGzip(false), Records.one()).arrived()) {
            findings.add(
                    Point.GZIP,
                    Outcome.FAILED,
                    "In gzip: " + first.came() + " Without compression: 200.",
                    first.consequence());
        } else {
            findings.deliver(Point.GZIP, Outcome.FAILED, first);
        }
    }
}
