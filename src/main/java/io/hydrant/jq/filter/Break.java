package io.hydrant.jq.filter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hydrant.jq.json.Json;

/**
 * The way out of a {@code label}; each entry of a label makes its own. In jq 1.6 it is an error like others: a {@code try} within the
 * label catches it.
 */
public final class Break extends JqError {
    private static final long serialVersionUID = 1;

    Break(int label) {
        super(value(label));
    }

    private static ObjectNode value(int label) {
        ObjectNode value = Json.object();
        value.set("__jq", Json.number(label));
        return value;
    }
}
