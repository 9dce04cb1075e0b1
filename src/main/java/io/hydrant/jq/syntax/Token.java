package io.hydrant.jq.syntax;

/** A word of a query. A text in quotes is no token: the parser reads it behind {@link Kind#QUOTE}. */
record Token(Kind kind, String text, int start) {

    /** What a token is. */
    enum Kind {
        END,
        QUOTE,
        NUMBER,
        NAME,
        KEYWORD,
        /** {@code .name}; its text is the name. */
        FIELD,
        /** {@code @name}; its text is the name. */
        FORMAT,
        SIGN
    }

    boolean is(String word) {
        return (kind == Kind.SIGN || kind == Kind.KEYWORD) && text.equals(word);
    }
}
