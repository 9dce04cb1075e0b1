package io.hydrant.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

import static io.hydrant.protocol.ValidationErrors.NOT_NULL;

/**
 * The constraints of a service model: what AWS refuses before it looks at the meaning of a request. The table is read when
 * it is first needed. Safe for use by several threads.
 */
public final class Constraints {
    /** Beyond this, a text that is too long is not also matched with its pattern. A choice of Hydrant. */
    private static final int LONGEST_MATCHED = 8192;

    /** The longest value that a message quotes, in characters. */
    private static final int LONGEST_ECHO = 1 << 16;

    private final String resourceName;
    private final boolean echoValues;
    private final Map<String, Predicate<String>> exceptions;
    private volatile @Nullable Map<String, Shape> shapes;

    private Constraints(String resourceName, boolean echoValues, Map<String, Predicate<String>> exceptions) {
        this.resourceName = resourceName;
        this.echoValues = echoValues;
        this.exceptions = exceptions;
    }

    /**
     * The constraints of a table in this package's resources, such as {@code firehose-2015-08-04.txt}.
     *
     * @param echoValues whether the texts print the offending value, as KMS does and Firehose does not
     */
    public static Constraints load(String resourceName, boolean echoValues) {
        return new Constraints(resourceName, echoValues, Map.of());
    }

    /** The same, except that a text of the shape {@code shape} which {@code exception} lets pass need not match its pattern. */
    public Constraints accepting(String shape, Predicate<String> exception) {
        Map<String, Predicate<String>> more = new HashMap<>(exceptions);
        more.put(shape, exception);
        return new Constraints(resourceName, echoValues, Map.copyOf(more));
    }

    /**
     * Refuses an input that breaks any constraint, with all violations in one text.
     *
     * @throws io.hydrant.aws.AwsException {@code ValidationException}
     */
    public void check(String inputShape, SdkPojo input) {
        List<String> items = violations(inputShape, input);
        if (!items.isEmpty()) {
            throw ValidationErrors.of(items);
        }
    }

    /** The items of the refusal; empty when the input is fine. {@code inputShape} is the model's name of the input. */
    public List<String> violations(String inputShape, SdkPojo input) {
        List<String> items = new ArrayList<>();
        if (!(shape(inputShape) instanceof Shape.Structure structure)) {
            throw new IllegalArgumentException("Not a structure: " + inputShape);
        }
        structure(structure, input, "", items);
        return items;
    }

    private Map<String, Shape> shapes() {
        Map<String, Shape> read = shapes;
        if (read == null) {
            Map<String, Shape> loosened = new HashMap<>(ConstraintTable.read(resourceName));
            exceptions.forEach((name, exception) -> loosened.compute(name, (same, shape) -> {
                if (shape instanceof Shape.Scalar scalar) {
                    return scalar.accepting(exception);
                }
                throw new IllegalArgumentException("No text shape " + name + " in " + resourceName);
            }));
            read = Map.copyOf(loosened);
            shapes = read;
        }
        return read;
    }

    private Shape shape(String name) {
        Shape shape = shapes().get(name);
        if (shape == null) {
            throw new IllegalArgumentException("No shape " + name + " in " + resourceName);
        }
        return shape;
    }

    private void structure(Shape.Structure structure, SdkPojo pojo, String path, List<String> items) {
        Map<String, SdkField<?>> fields = Fields.of(pojo).byName();
        for (Shape.Member member : structure.members()) {
            SdkField<?> field = fields.get(member.name());
            if (field == null) {
                continue;
            }
            Object value = Fields.value(field, pojo);
            String memberPath = path.isEmpty() ? member.pathName() : path + '.' + member.pathName();
            if (value != null) {
                value(shape(member.shape()), value, memberPath, items);
            } else if (member.required()) {
                items.add(absent(memberPath));
            }
        }
    }

    private void value(Shape shape, Object value, String path, List<String> items) {
        if (shape instanceof Shape.Structure structure) {
            structure(structure, (SdkPojo) value, path, items);
        } else if (shape instanceof Shape.Sequence list) {
            rules(list.rules(), value, path, items);
            elements(list, (Collection<?>) value, path, items);
        } else if (shape instanceof Shape.Dictionary map) {
            rules(map.rules(), value, path, items);
            entries(map, (Map<?, ?>) value, path, items);
        } else if (shape instanceof Shape.Scalar scalar) {
            scalar(scalar, value, path, items);
        }
    }

    private void rules(List<Rule> rules, Object value, String path, List<String> items) {
        for (Rule rule : rules) {
            if (!rule.holds(value)) {
                items.add(item(value, false, path, rule.text()));
            }
        }
    }

    private void scalar(Shape.Scalar scalar, Object value, String path, List<String> items) {
        boolean wrongLength = false;
        for (Rule rule : scalar.rules()) {
            if (wrongLength && !rule.isBound() && (scalar.lengthAlone() || isHuge(value))) {
                continue;
            }
            if (!rule.holds(value)) {
                items.add(item(value, scalar.silent(), path, rule.text()));
                wrongLength |= rule.isBound();
            }
        }
    }

    /** A hostile text is not worth the time that its pattern may take. */
    private static boolean isHuge(Object value) {
        return value instanceof String text && text.length() > LONGEST_MATCHED;
    }

    private void elements(Shape.Sequence list, Collection<?> values, String path, List<String> items) {
        Shape element = shape(list.element());
        boolean broken = false;
        int position = 0;
        for (Object value : values) {
            position++;
            String elementPath = path + '.' + position + ".member";
            if (value == null) {
                items.add(absent(elementPath));
            } else if (element instanceof Shape.Scalar scalar) {
                broken |= breaks(scalar, value);
            } else {
                value(element, value, elementPath, items);
            }
        }
        if (broken && element instanceof Shape.Scalar scalar) {
            items.add(item(values, scalar.silent(), path, "Member must satisfy constraint: " + all(scalar)));
        }
    }

    /** Maps of AWS's control planes hold nothing but texts; both texts print every rule, not only the broken one. */
    private void entries(Shape.Dictionary map, Map<?, ?> values, String path, List<String> items) {
        if (shape(map.key()) instanceof Shape.Scalar key
                && values.keySet().stream().anyMatch(k -> breaks(key, k))) {
            items.add(item(values, key.silent(), path, "Map keys must satisfy constraint: " + all(key)));
        }
        if (!(shape(map.value()) instanceof Shape.Scalar value)) {
            return;
        }
        if (values.values().stream().anyMatch(v -> v == null)) {
            items.add(item(values, value.silent(), path, "Map value must satisfy constraint: [" + NOT_NULL + "]"));
        }
        if (values.values().stream().anyMatch(v -> v != null && breaks(value, v))) {
            items.add(item(values, value.silent(), path, "Map value must satisfy constraint: " + all(value)));
        }
    }

    private static boolean breaks(Shape.Scalar scalar, Object value) {
        return scalar.rules().stream().anyMatch(rule -> !rule.holds(value));
    }

    private static String all(Shape.Scalar scalar) {
        return scalar.rules().stream().map(Rule::text).collect(Collectors.joining(", ", "[", "]"));
    }

    private String absent(String path) {
        return echoValues ? ValidationErrors.itemWithNull(path, NOT_NULL) : ValidationErrors.item(path, NOT_NULL);
    }

    /** Lists of structures are not printed: how AWS spells them is not recorded. */
    private String item(Object value, boolean silent, String path, String rule) {
        boolean plain = !(value instanceof Collection<?> list) || list.stream().allMatch(v -> v instanceof String);
        String shown = echoValues && !silent && plain ? String.valueOf(value) : "";
        return echoValues && !silent && plain && shown.length() <= LONGEST_ECHO
                ? ValidationErrors.itemWithValue(shown, path, rule)
                : ValidationErrors.item(path, rule);
    }
}
