package io.hydrant.destination.http.check;

import java.util.LinkedHashMap;
import java.util.Map;

/** Records and attributes of any content. */
final class Contents implements Step {
    private static final int MOST_ATTRIBUTES = 50;

    @Override
    public void run(Conversation conversation, Findings findings) {
        Form form = conversation.options().form();
        findings.deliver(Point.BINARY_RECORDS, Outcome.FAILED, conversation.deliver(form, Records.binary()));
        findings.deliver(
                Point.ATTRIBUTES,
                Outcome.WARNING,
                conversation.deliver(form.withAttributes(attributes(form.attributes())), Records.one()));
        Timed bad = conversation.deliver(form, Records.withABadOne());
        findings.add(
                Point.BAD_RECORD,
                Outcome.INFO,
                bad.arrived() ? "200: see that all three records are there." : bad.came() + " All three come again.",
                bad);
    }

    /** The given ones, and more of them up to the limit. */
    private static Map<String, String> attributes(Map<String, String> given) {
        Map<String, String> all = new LinkedHashMap<>(given);
        for (int i = 1; all.size() < MOST_ATTRIBUTES; i++) {
            all.put("hydrant-check-" + i, "Größe \"" + i + "\" 水");
        }
        return all;
    }
}
