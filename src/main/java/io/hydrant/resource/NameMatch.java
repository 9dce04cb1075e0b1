package io.hydrant.resource;

import java.util.List;
import java.util.OptionalInt;

import io.hydrant.aws.FunctionArn;

/**
 * How well names of the table match a name of a configuration. An exact name is better than one with a {@code *}; the further a
 * name reaches into the other, the better; an ARN is better than the bare name of a function.
 */
final class NameMatch {
    private static final int EXACT = 1 << 24;

    private final List<Spelling> spellings;

    private NameMatch(List<Spelling> spellings) {
        this.spellings = spellings;
    }

    /**
     * A way to write the asked name.
     *
     * @param offset where it begins in the whole name
     * @param bare whether it is a function's own name
     */
    private record Spelling(String text, int offset, boolean bare) {
        static Spelling whole(String text) {
            return new Spelling(text, 0, false);
        }
    }

    /** A function's ARN may also be named without its qualifier, and by the function's own name. */
    static NameMatch of(String asked) {
        return new NameMatch(FunctionArn.parse(asked)
                .map(NameMatch::spellings)
                .orElseGet(() -> List.of(Spelling.whole(withoutSlash(asked)))));
    }

    private static List<Spelling> spellings(FunctionArn arn) {
        int offset = arn.nameOffset();
        return List.of(
                Spelling.whole(arn.qualified()),
                Spelling.whole(arn.unqualified()),
                new Spelling(arn.qualified().substring(offset), offset, true),
                new Spelling(arn.name(), offset, true));
    }

    /** How well {@code name} matches, more for better; empty when it does not. */
    OptionalInt strength(String name) {
        boolean open = name.endsWith("*");
        String text = open ? name.substring(0, name.length() - 1) : withoutSlash(name);
        boolean bare = isBare(text);
        return spellings.stream()
                .filter(each -> each.bare() == bare)
                .filter(each ->
                        open ? each.text().startsWith(text) : each.text().equals(text))
                .mapToInt(each -> (open ? 0 : EXACT) + 2 * reach(each, text) + (bare ? 0 : 1))
                .max();
    }

    /** How far {@code text} reaches into the whole name; {@code *} alone reaches nowhere. */
    private static int reach(Spelling spelling, String text) {
        return text.isEmpty() ? 0 : spelling.offset() + text.length();
    }

    /** Whether a name of the table is a function's own name, and neither an ARN nor a URL. */
    static boolean isBare(String name) {
        return !name.startsWith("arn:") && !name.startsWith("jdbc:") && !name.contains("://");
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
