package io.hydrant.control;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of what shall fail, of a running Hydrant. A reset takes them away. Thread-safe. */
public final class FaultsControl {
    private static final Pattern IDS = Pattern.compile("\"ids\":\\[([^\\]]*)]");

    private final HydrantControl control;

    FaultsControl(HydrantControl control) {
        this.control = control;
    }

    /**
     * Puts a rule in force.
     *
     * @return its id
     * @throws IllegalStateException if it cannot hold; the message says why
     */
    public String add(FaultRule rule) {
        return add(rule.json()).get(0);
    }

    /**
     * Puts rules in force, all or none.
     *
     * @param json a rule or an array of rules, such as
     *     {@code {"on": {"hop": "s3"}, "when": {"times": 2}, "then": {"error": "SlowDown"}}}
     * @return their ids
     * @throws IllegalStateException if one of them cannot hold; the message says why
     */
    public List<String> add(String json) {
        Matcher ids = IDS.matcher(control.post(control.scoped("/_hydrant/faults"), json));
        return ids.find() ? List.of(ids.group(1).replace("\"", "").split(",")) : List.of();
    }

    /** The rules, in the order of their making, with how often each was asked and has struck. */
    public String list() {
        return control.get(control.scoped("/_hydrant/faults"));
    }

    /**
     * Takes a rule away.
     *
     * @throws IllegalStateException if there is none of that id
     */
    public void remove(String id) {
        control.delete(control.scoped("/_hydrant/faults?id=" + HydrantControl.encode(id)));
    }

    /** Takes all rules away, or those that name the account. */
    public void clear() {
        control.delete(control.scoped("/_hydrant/faults"));
    }

    /** What rules may name: each hop with its operations and its errors. */
    public String targets() {
        return control.get("/_hydrant/faults/targets");
    }
}
