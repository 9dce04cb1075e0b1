package io.hydrant.protocol;

import java.util.List;
import java.util.function.Predicate;

/** A shape of a service model, reduced to what can be refused. */
sealed interface Shape {
    /** A structure; its members in the order in which they are reported. */
    record Structure(List<Member> members) implements Shape {
        public Structure {
            members = List.copyOf(members);
        }
    }

    /** A list with the shape of its elements. */
    record Sequence(List<Rule> rules, String element) implements Shape {
        public Sequence {
            rules = List.copyOf(rules);
        }
    }

    /** A map with the shapes of its keys and values. */
    record Dictionary(List<Rule> rules, String key, String value) implements Shape {
        public Dictionary {
            rules = List.copyOf(rules);
        }
    }

    /**
     * Anything that has no parts.
     *
     * @param type as the model names it, such as {@code string}
     * @param lengthAlone whether a wrong length hides the other violations
     * @param silent whether its value is never printed
     */
    record Scalar(String type, List<Rule> rules, boolean lengthAlone, boolean silent) implements Shape {
        public Scalar {
            rules = List.copyOf(rules);
        }

        /** The same with an exception from its patterns. */
        Scalar accepting(Predicate<String> exception) {
            return new Scalar(
                    type,
                    rules.stream()
                            .map(rule ->
                                    rule instanceof Rule.Matches pattern ? new Rule.Either(pattern, exception) : rule)
                            .toList(),
                    lengthAlone,
                    silent);
        }
    }

    /** A member of a structure; {@code pathName} is the name with its first letter lowered. */
    record Member(String name, String pathName, String shape, boolean required) {
        Member(String name, String shape, boolean required) {
            this(name, Character.toLowerCase(name.charAt(0)) + name.substring(1), shape, required);
        }
    }
}
