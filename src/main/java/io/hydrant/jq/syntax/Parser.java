package io.hydrant.jq.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.hydrant.jq.json.Json;

/** Reads a query: definitions, pipes, operators by their precedence, and words such as {@code reduce}. */
public final class Parser {
    private static final Map<String, Integer> PRECEDENCE = Map.ofEntries(
            Map.entry("//", 2),
            Map.entry("=", 3),
            Map.entry("|=", 3),
            Map.entry("+=", 3),
            Map.entry("-=", 3),
            Map.entry("*=", 3),
            Map.entry("/=", 3),
            Map.entry("%=", 3),
            Map.entry("//=", 3),
            Map.entry("or", 4),
            Map.entry("and", 5),
            Map.entry("==", 6),
            Map.entry("!=", 6),
            Map.entry("<", 6),
            Map.entry("<=", 6),
            Map.entry(">", 6),
            Map.entry(">=", 6),
            Map.entry("+", 7),
            Map.entry("-", 7),
            Map.entry("*", 8),
            Map.entry("/", 8),
            Map.entry("%", 8));
    private static final int ALTERNATIVE = 2;
    private static final int ASSIGNMENT = 3;
    private static final int COMPARISON = 6;
    private static final int PRODUCT = 8;

    private final Tokens tokens;
    private final TermParser terms;

    private Parser(String query) {
        tokens = new Tokens(query);
        terms = new TermParser(tokens, this);
    }

    /**
     * Reads a whole query.
     *
     * @throws QueryError if the text is none
     */
    public static Syntax parse(String query) {
        Parser parser = new Parser(query);
        try {
            return parser.program();
        } catch (StackOverflowError e) {
            throw new QueryError("syntax error: the query nests too deeply");
        }
    }

    /** Reads definitions alone. */
    static List<Definition> definitions(String text) {
        Parser parser = new Parser(text);
        List<Definition> definitions = new ArrayList<>();
        while (parser.tokens.take("def")) {
            definitions.add(parser.definition());
        }
        parser.tokens.end();
        return definitions;
    }

    private Syntax program() {
        if (tokens.peek("def")) {
            tokens.take("def");
            Definition definition = definition();
            return new Local(definition, program());
        }
        if (tokens.isEnd()) {
            return new Identity();
        }
        Syntax query = pipe();
        tokens.end();
        return query;
    }

    /** All that an expression may be. */
    Syntax pipe() {
        if (tokens.take("def")) {
            Definition definition = definition();
            return new Local(definition, pipe());
        }
        Syntax first = binary(ALTERNATIVE);
        while (tokens.take(",")) {
            first = new Comma(first, binary(ALTERNATIVE));
        }
        return tokens.take("|") ? new Pipe(first, pipe()) : first;
    }

    private Definition definition() {
        String name = tokens.name();
        List<String> parameters = new ArrayList<>();
        if (tokens.take("(")) {
            do {
                parameters.add(tokens.take("$") ? "$" + tokens.name() : tokens.name());
            } while (tokens.take(";"));
            tokens.expect(")");
        }
        tokens.expect(":");
        Syntax body = pipe();
        tokens.expect(";");
        return new Definition(name, parameters, body);
    }

    private Syntax binary(int least) {
        Syntax left = operand();
        int last = Integer.MAX_VALUE;
        while (true) {
            Integer precedence = tokens.isOperator() ? PRECEDENCE.get(tokens.text()) : null;
            if (precedence == null || precedence < least || precedence > last) {
                return left;
            }
            boolean chains = precedence != ASSIGNMENT && precedence != COMPARISON;
            if (!chains && precedence == last) {
                throw tokens.unexpected();
            }
            String operator = tokens.next();
            Syntax right = binary(precedence == ALTERNATIVE ? ALTERNATIVE : precedence + 1);
            left = operation(operator, precedence, left, right);
            last = precedence;
        }
    }

    private Syntax operation(String operator, int precedence, Syntax left, Syntax right) {
        if (precedence == ASSIGNMENT) {
            return new Assignment(operator, left, right);
        }
        return switch (operator) {
            case "//" -> new Alternative(left, right);
            case "or" -> new Logic(false, left, right);
            case "and" -> new Logic(true, left, right);
            default -> {
                if (operator.equals("/")
                        && left instanceof Literal dividend
                        && right instanceof Literal divisor
                        && dividend.value().isNumber()
                        && divisor.value().isNumber()
                        && divisor.value().doubleValue() == 0) {
                    throw new QueryError("Division by zero? at <top-level>");
                }
                yield new Operation(operator, left, right);
            }
        };
    }

    private Syntax operand() {
        if (tokens.take("-")) {
            return new Negate(binary(PRODUCT));
        }
        if (tokens.take("def")) {
            Definition definition = definition();
            return new Local(definition, pipe());
        }
        Syntax operand = word();
        while (tokens.take("?")) {
            operand = new Try(operand, null);
        }
        return operand;
    }

    /** An expression that begins with a word of the language, or a term. */
    private Syntax word() {
        if (tokens.take("if")) {
            return condition();
        }
        if (tokens.take("try")) {
            Syntax body = tried();
            return new Try(body, tokens.take("catch") ? tried() : null);
        }
        if (tokens.take("label")) {
            tokens.expect("$");
            String name = tokens.name();
            tokens.expect("|");
            return new Label(name, pipe());
        }
        if (tokens.take("reduce")) {
            Syntax source = terms.term();
            List<Pattern> patterns = patterns();
            tokens.expect("(");
            Syntax start = pipe();
            tokens.expect(";");
            Syntax update = pipe();
            tokens.expect(")");
            return new Reduce(source, patterns, start, update);
        }
        if (tokens.take("foreach")) {
            return foreach();
        }
        Syntax term = terms.term();
        if (!tokens.peek("as")) {
            return term;
        }
        List<Pattern> patterns = patterns();
        tokens.expect("|");
        return new Bind(term, patterns, pipe());
    }

    private Syntax tried() {
        return tokens.take("-") ? new Negate(binary(PRODUCT)) : word();
    }

    private Syntax condition() {
        Syntax asked = pipe();
        tokens.expect("then");
        Syntax yes = pipe();
        if (tokens.take("elif")) {
            return new Condition(asked, yes, condition());
        }
        tokens.expect("else");
        Syntax no = pipe();
        tokens.expect("end");
        return new Condition(asked, yes, no);
    }

    private Syntax foreach() {
        Syntax source = terms.term();
        List<Pattern> patterns = patterns();
        tokens.expect("(");
        Syntax start = pipe();
        tokens.expect(";");
        Syntax update = pipe();
        Syntax extract = tokens.take(";") ? pipe() : new Identity();
        tokens.expect(")");
        return new Foreach(source, patterns, start, update, extract);
    }

    private List<Pattern> patterns() {
        tokens.expect("as");
        List<Pattern> patterns = new ArrayList<>();
        do {
            patterns.add(terms.pattern());
        } while (tokens.take("?//"));
        return patterns;
    }

    /** A number that the query says. */
    static Literal number(String text) {
        try {
            return new Literal(Json.number(Double.parseDouble(text)));
        } catch (NumberFormatException e) {
            throw new QueryError("syntax error: Invalid numeric literal " + text);
        }
    }
}
