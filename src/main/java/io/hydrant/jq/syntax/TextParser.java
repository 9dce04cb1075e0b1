package io.hydrant.jq.syntax;

import java.util.ArrayList;
import java.util.List;

import io.hydrant.jq.json.Json;

/** Reads texts in quotes, with the filters in them. */
final class TextParser {
    private final Tokens tokens;
    private final Parser parser;

    TextParser(Tokens tokens, Parser parser) {
        this.tokens = tokens;
        this.parser = parser;
    }

    /** A text, with or without a format in front of it. */
    Syntax text() {
        return text(tokens.is(Token.Kind.FORMAT) ? tokens.next() : "text");
    }

    Syntax text(String format) {
        if (!tokens.is(Token.Kind.QUOTE)) {
            throw tokens.unexpected();
        }
        tokens.next();
        List<Object> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        while (true) {
            char c = tokens.character();
            if (c == '"') {
                break;
            }
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char escaped = tokens.character();
            if (escaped == '(') {
                parts.add(plain.toString());
                plain.setLength(0);
                parts.add(parser.pipe());
                tokens.expect(")");
            } else {
                char unit = escape(escaped);
                plain.append(unit);
                if (Character.isHighSurrogate(unit)) {
                    plain.append(low());
                }
            }
        }
        if (parts.isEmpty()) {
            return new Literal(Json.text(wellFormed(plain.toString())));
        }
        parts.add(plain.toString());
        return new Text(format, parts);
    }

    private char escape(char c) {
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex();
            default -> throw new QueryError("syntax error: Invalid escape \\" + c + " in a text");
        };
    }

    /** The second half of a pair of surrogates. */
    private char low() {
        boolean isEscape = tokens.character() == '\\' && tokens.character() == 'u';
        char unit = isEscape ? hex() : 0;
        if (!Character.isLowSurrogate(unit)) {
            throw new QueryError("syntax error: Invalid \\uXXXX\\uXXXX surrogate pair escape in a text");
        }
        return unit;
    }

    private char hex() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(tokens.character(), 16);
            if (digit < 0) {
                throw new QueryError("syntax error: Invalid escape \\u in a text");
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    /** The text with U+FFFD for halves of surrogate pairs. */
    private static String wellFormed(String text) {
        return io.hydrant.jq.json.Unicode.wellFormed(text);
    }
}
