package io.hydrant.jq.syntax;

import org.jspecify.annotations.Nullable;

/** The tokens of a query with one of them in view. */
final class Tokens {
    private final Lexer lexer;
    private @Nullable Token seen;

    Tokens(String query) {
        lexer = new Lexer(query);
    }

    Token token() {
        Token token = seen;
        if (token == null) {
            token = lexer.next();
            seen = token;
        }
        return token;
    }

    String text() {
        return token().text();
    }

    boolean isEnd() {
        return token().kind() == Token.Kind.END;
    }

    boolean is(Token.Kind kind) {
        return token().kind() == kind;
    }

    boolean isOperator() {
        return is(Token.Kind.SIGN) || is(Token.Kind.KEYWORD);
    }

    boolean peek(String word) {
        return token().is(word);
    }

    boolean take(String word) {
        if (!peek(word)) {
            return false;
        }
        seen = null;
        return true;
    }

    /** Takes the token in view; its text. */
    String next() {
        String text = text();
        seen = null;
        return text;
    }

    void expect(String word) {
        if (!take(word)) {
            throw unexpected();
        }
    }

    String name() {
        if (!is(Token.Kind.NAME)) {
            throw unexpected();
        }
        return next();
    }

    void end() {
        if (!isEnd()) {
            throw unexpected();
        }
    }

    /** The line of the token in view. */
    int line() {
        return lexer.line(token().start());
    }

    /** The next character inside of quotes, after the quote was taken. */
    char character() {
        return lexer.character();
    }

    QueryError unexpected() {
        Token token = token();
        String what = token.kind() == Token.Kind.END ? "end of the query" : "\"" + token.text() + "\"";
        return new QueryError("syntax error, unexpected " + what + " at <top-level>, line " + line());
    }
}
