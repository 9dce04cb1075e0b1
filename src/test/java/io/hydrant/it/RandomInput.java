package io.hydrant.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Bodies of AWS JSON, made from an operation's members: mostly what fits, here and there what does not. */
final class RandomInput {
    private static final int DEEPEST = 6;

    private final RandomGenerator random;
    private final Map<String, List<String>> fitting;

    /**
     * @param fitting values of members as JSON, by the member's name
     */
    RandomInput(RandomGenerator random, Map<String, List<String>> fitting) {
        this.random = random;
        this.fitting = fitting;
    }

    /** The members of {@code shape} as JSON. */
    String of(SdkPojo shape) {
        return object(shape, 0);
    }

    private String object(SdkPojo shape, int depth) {
        List<String> members = new ArrayList<>();
        for (SdkField<?> field : shape.sdkFields()) {
            if (random.nextInt(20) < (fitting.containsKey(field.locationName()) ? 17 : 4)) {
                members.add(OddValues.quoted(field.locationName()) + ':' + member(field, depth + 1));
            }
        }
        return '{' + String.join(",", members) + '}';
    }

    private String member(SdkField<?> field, int depth) {
        if (random.nextInt(20) == 0 || depth > DEEPEST) {
            return OddValues.json(random);
        }
        List<String> known = fitting.get(field.locationName());
        if (known != null) {
            return known.get(random.nextInt(known.size()));
        }
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            return object(field.constructor().get(), depth);
        }
        if (type == MarshallingType.LIST) {
            SdkField<?> each = field.getTrait(ListTrait.class).memberFieldInfo();
            List<String> values = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                values.add(member(each, depth));
            }
            return '[' + String.join(",", values) + ']';
        }
        if (type == MarshallingType.MAP) {
            SdkField<?> value = field.getTrait(MapTrait.class).valueFieldInfo();
            return '{'
                    + OddValues.quoted(random.nextBoolean() ? "a" : OddValues.text(random))
                    + ':'
                    + member(value, depth)
                    + '}';
        }
        if (type == MarshallingType.BOOLEAN) {
            return Boolean.toString(random.nextBoolean());
        }
        if (type == MarshallingType.INTEGER || type == MarshallingType.LONG) {
            return Integer.toString(random.nextInt(-1, 130));
        }
        return type == MarshallingType.SDK_BYTES ? "\"aGVsbG8=\"" : OddValues.quoted(OddValues.text(random));
    }
}
