package io.hydrant.jq.syntax;

import java.util.List;
import java.util.Set;

/** Cuts a query into tokens, one at a time. */
final class Lexer {
    private static final Set<String> KEYWORDS = Set.of(
            "as", "import", "include", "module", "def", "if", "then", "else", "elif", "reduce", "foreach", "end", "and",
            "or", "label", "break", "try", "catch", "__loc__");
    private static final List<String> SIGNS = List.of(
            "?//", "//=", "!=", "==", "//", "|=", "+=", "-=", "*=", "/=", "%=", "<=", ">=", "..", "?", ".", "[", "]",
            "(", ")", "{", "}", "|", ",", ":", ";", "=", "<", ">", "+", "-", "*", "/", "%", "$");

    private final String query;
    private int at;

    Lexer(String query) {
        this.query = query;
    }

    int position() {
        return at;
    }

    /** The line of a place, from 1. */
    int line(int place) {
        return 1
                + (int) query.substring(0, place).chars().filter(c -> c == '\n').count();
    }

    /** The next character of a text in quotes. */
    char character() {
        if (at >= query.length()) {
            throw new QueryError("syntax error: a text in quotes has no end");
        }
        return query.charAt(at++);
    }

    Token next() {
        skipSpace();
        int start = at;
        if (at >= query.length()) {
            return new Token(Token.Kind.END, "", start);
        }
        char c = query.charAt(at);
        if (c == '"') {
            at++;
            return new Token(Token.Kind.QUOTE, "\"", start);
        }
        int number = numberEnd(at);
        int field = c == '.' && isLetter(at + 1) ? word(at + 1) : at;
        boolean isSign = query.startsWith("..", start) ? number == start + 2 : c == '.' && number == start + 1;
        if (number > start && number >= field && !isSign) {
            at = number;
            return new Token(Token.Kind.NUMBER, query.substring(start, at), start);
        }
        if (isLetter(at)) {
            at = name(at);
            String name = query.substring(start, at);
            return new Token(KEYWORDS.contains(name) ? Token.Kind.KEYWORD : Token.Kind.NAME, name, start);
        }
        if (field > at) {
            at = field;
            return new Token(Token.Kind.FIELD, query.substring(start + 1, at), start);
        }
        if (c == '@' && (isLetter(at + 1) || isDigit(at + 1))) {
            at = word(at + 1);
            return new Token(Token.Kind.FORMAT, query.substring(start + 1, at), start);
        }
        for (String sign : SIGNS) {
            if (query.startsWith(sign, at)) {
                at += sign.length();
                return new Token(Token.Kind.SIGN, sign, start);
            }
        }
        throw new QueryError("syntax error, unexpected INVALID_CHARACTER at <top-level>, line " + line(at));
    }

    private void skipSpace() {
        while (at < query.length()) {
            char c = query.charAt(at);
            if (c == '#') {
                while (at < query.length() && query.charAt(at) != '\n') {
                    at++;
                }
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                at++;
            } else {
                return;
            }
        }
    }

    /** The end of a number: digits and points in any order, as jq has it, so that {@code .e1} is a bad number and no member. */
    private int numberEnd(int from) {
        int end = from;
        while (isDigit(end) || (end < query.length() && query.charAt(end) == '.')) {
            end++;
        }
        if (end > from && end < query.length() && (query.charAt(end) == 'e' || query.charAt(end) == 'E')) {
            int sign = end + 1 < query.length() && "+-".indexOf(query.charAt(end + 1)) >= 0 ? 1 : 0;
            if (isDigit(end + 1 + sign)) {
                end += 1 + sign;
                while (isDigit(end)) {
                    end++;
                }
            }
        }
        return end;
    }

    /** The end of a name that may have modules in front of it. */
    private int name(int from) {
        int end = word(from);
        while (query.startsWith("::", end) && isLetter(end + 2)) {
            end = word(end + 2);
        }
        return end;
    }

    private int word(int from) {
        int end = from;
        while (isLetter(end) || isDigit(end)) {
            end++;
        }
        return end;
    }

    private boolean isDigit(int place) {
        return place < query.length() && query.charAt(place) >= '0' && query.charAt(place) <= '9';
    }

    private boolean isLetter(int place) {
        if (place >= query.length()) {
            return false;
        }
        char c = query.charAt(place);
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
}
