package io.hydrant.jq.syntax;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hydrant.jq.json.Json;
import org.jspecify.annotations.Nullable;

/** Reads terms: what may stand before {@code as}, and what follows it; objects and texts. */
final class TermParser {
    private final Tokens tokens;
    private final Parser parser;
    private final TextParser texts;

    TermParser(Tokens tokens, Parser parser) {
        this.tokens = tokens;
        this.parser = parser;
        this.texts = new TextParser(tokens, parser);
    }

    Syntax term() {
        Syntax term = first();
        while (true) {
            if (tokens.is(Token.Kind.FIELD)) {
                Syntax key = new Literal(Json.text(tokens.next()));
                term = new Index(term, key, tokens.take("?"));
            } else if (tokens.take(".")) {
                Syntax key = texts.text();
                term = new Index(term, key, tokens.take("?"));
            } else if (tokens.take("[")) {
                term = bracket(term);
            } else {
                return term;
            }
        }
    }

    private Syntax first() {
        return switch (tokens.token().kind()) {
            case QUOTE -> texts.text();
            case NUMBER -> Parser.number(tokens.next());
            case FIELD -> {
                Syntax key = new Literal(Json.text(tokens.next()));
                yield new Index(new Identity(), key, tokens.take("?"));
            }
            case FORMAT -> {
                String format = tokens.next();
                yield tokens.is(Token.Kind.QUOTE)
                        ? texts.text(format)
                        : new Call("format", List.of(new Literal(Json.text(format))));
            }
            case NAME -> call(tokens.next());
            default -> sign();
        };
    }

    private Syntax call(String name) {
        List<Syntax> arguments = new ArrayList<>();
        if (!tokens.peek("(")) {
            if (name.equals("null")) {
                return new Literal(Json.NULL);
            }
            if (name.equals("true") || name.equals("false")) {
                return new Literal(Json.bool(name.equals("true")));
            }
        }
        if (tokens.take("(")) {
            do {
                arguments.add(parser.pipe());
            } while (tokens.take(";"));
            tokens.expect(")");
        }
        return new Call(name, arguments);
    }

    private Syntax sign() {
        if (tokens.take(".")) {
            if (tokens.is(Token.Kind.QUOTE) || tokens.is(Token.Kind.FORMAT)) {
                Syntax key = texts.text();
                return new Index(new Identity(), key, tokens.take("?"));
            }
            return new Identity();
        }
        if (tokens.take("..")) {
            return new Call("recurse", List.of());
        }
        if (tokens.take("(")) {
            Syntax inner = parser.pipe();
            tokens.expect(")");
            return inner;
        }
        if (tokens.take("[")) {
            if (tokens.take("]")) {
                return new ArrayOf(new Call("empty", List.of()));
            }
            Syntax elements = parser.pipe();
            tokens.expect("]");
            return new ArrayOf(elements);
        }
        if (tokens.take("{")) {
            return object();
        }
        if (tokens.take("break")) {
            tokens.expect("$");
            return new Label.Leave(tokens.name());
        }
        if (tokens.take("$")) {
            int line = tokens.line();
            if (tokens.take("__loc__")) {
                ObjectNode place = Json.object();
                place.put("file", "<top-level>");
                place.set("line", Json.number(line));
                return new Literal(place);
            }
            return new Variable(tokens.name());
        }
        throw tokens.unexpected();
    }

    private Syntax bracket(Syntax term) {
        if (tokens.take("]")) {
            return new Each(term, tokens.take("?"));
        }
        Literal none = new Literal(Json.NULL);
        if (tokens.take(":")) {
            Syntax to = parser.pipe();
            tokens.expect("]");
            return new Slices(term, none, to, tokens.take("?"));
        }
        Syntax key = parser.pipe();
        if (tokens.take(":")) {
            Syntax to = tokens.peek("]") ? none : parser.pipe();
            tokens.expect("]");
            return new Slices(term, key, to, tokens.take("?"));
        }
        tokens.expect("]");
        return new Index(term, key, tokens.take("?"));
    }

    private Syntax object() {
        List<ObjectOf.Entry> entries = new ArrayList<>();
        if (!tokens.take("}")) {
            do {
                entries.add(entry());
            } while (tokens.take(","));
            tokens.expect("}");
        }
        return new ObjectOf(entries);
    }

    private ObjectOf.Entry entry() {
        if (tokens.take("$")) {
            String name = tokens.name();
            return new ObjectOf.Entry(new Literal(Json.text(name)), new Variable(name));
        }
        if (tokens.take("(")) {
            Syntax key = parser.pipe();
            if (key instanceof Literal literal && !literal.value().isTextual()) {
                throw new QueryError("Cannot use " + Json.shown(literal.value())
                        + " as object key at <top-level>, line " + tokens.line());
            }
            tokens.expect(")");
            tokens.expect(":");
            return new ObjectOf.Entry(key, value());
        }
        boolean needsValue = tokens.is(Token.Kind.KEYWORD);
        Syntax key = key();
        if (needsValue || tokens.peek(":")) {
            tokens.expect(":");
            return new ObjectOf.Entry(key, value());
        }
        return new ObjectOf.Entry(key, new Index(new Identity(), key, false));
    }

    private Syntax key() {
        return tokens.is(Token.Kind.NAME) || tokens.is(Token.Kind.KEYWORD)
                ? new Literal(Json.text(tokens.next()))
                : texts.text();
    }

    private Syntax value() {
        Syntax value = tokens.take("-") ? new Negate(value()) : term();
        return tokens.take("|") ? new Pipe(value, value()) : value;
    }

    Pattern pattern() {
        if (tokens.take("$")) {
            return new Pattern.Name(tokens.name());
        }
        if (tokens.take("[")) {
            List<Pattern> elements = new ArrayList<>();
            do {
                elements.add(pattern());
            } while (tokens.take(","));
            tokens.expect("]");
            return new Pattern.Elements(elements);
        }
        tokens.expect("{");
        List<Pattern.Member> members = new ArrayList<>();
        do {
            members.add(member());
        } while (tokens.take(","));
        tokens.expect("}");
        return new Pattern.Members(members);
    }

    private Pattern.Member member() {
        if (tokens.take("$")) {
            String name = tokens.name();
            return new Pattern.Member(name, new Literal(Json.text(name)), tokens.take(":") ? pattern() : null);
        }
        @Nullable Syntax key;
        if (tokens.take("(")) {
            key = parser.pipe();
            tokens.expect(")");
        } else {
            key = key();
        }
        tokens.expect(":");
        return new Pattern.Member(null, key, pattern());
    }
}
