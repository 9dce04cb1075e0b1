package io.hydrant.jq.json;

/** The kinds of values, in the order in which jq sorts them. */
public enum Kind {
    NULL("null"),
    FALSE("boolean"),
    TRUE("boolean"),
    NUMBER("number"),
    STRING("string"),
    ARRAY("array"),
    OBJECT("object");

    private final String type;

    Kind(String type) {
        this.type = type;
    }

    /** The name of the type, as {@code type} shows it. */
    public String type() {
        return type;
    }
}
