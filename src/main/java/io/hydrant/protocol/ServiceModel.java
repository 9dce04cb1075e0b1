package io.hydrant.protocol;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.LocationTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * The structures of a service whose SDK is not on the class path, made from the table of its model. The table is read when it
 * is first needed. Thread-safe.
 */
public final class ServiceModel {
    private final String resourceName;
    private final Map<String, Fields> known = new ConcurrentHashMap<>();
    private volatile @Nullable Map<String, Shape> shapes;

    private ServiceModel(String resourceName) {
        this.resourceName = resourceName;
    }

    /** The model of a table in this package's resources that was written with {@code --outputs}. */
    public static ServiceModel load(String resourceName) {
        return new ServiceModel(resourceName);
    }

    /** An empty structure of that shape. */
    public Structure structure(String shape) {
        Fields fields = known.get(shape);
        if (fields == null) {
            fields = read(shape);
            known.put(shape, fields);
        }
        return new Structure(this, shape, fields);
    }

    private Fields read(String name) {
        if (!(shape(name) instanceof Shape.Structure structure)) {
            throw new IllegalArgumentException("Not a structure: " + name);
        }
        Map<String, SdkField<?>> byName = new HashMap<>();
        for (Shape.Member member : structure.members()) {
            byName.put(member.name(), field(member.name(), member.shape()));
        }
        return Fields.of(byName);
    }

    private SdkField<?> field(String member, String target) {
        Shape shape = shape(target);
        if (shape instanceof Shape.Structure) {
            return build(of(member, MarshallingType.SDK_POJO).constructor(() -> structure(target)), member);
        }
        if (shape instanceof Shape.Sequence list) {
            ListTrait trait = ListTrait.builder()
                    .memberFieldInfo(field("member", list.element()))
                    .build();
            return build(of(member, MarshallingType.LIST), member, trait);
        }
        if (shape instanceof Shape.Dictionary map) {
            MapTrait trait = MapTrait.builder()
                    .valueFieldInfo(field("value", map.value()))
                    .build();
            return build(of(member, MarshallingType.MAP), member, trait);
        }
        return switch (((Shape.Scalar) shape).type()) {
            case "string" -> build(of(member, MarshallingType.STRING), member);
            case "integer" -> build(of(member, MarshallingType.INTEGER), member);
            case "long" -> build(of(member, MarshallingType.LONG), member);
            case "boolean" -> build(of(member, MarshallingType.BOOLEAN), member);
            case "timestamp" -> build(of(member, MarshallingType.INSTANT), member);
            case "blob" -> build(of(member, MarshallingType.SDK_BYTES), member);
            default -> throw new IllegalArgumentException("No type for " + target);
        };
    }

    private static <T> SdkField.Builder<T> of(String member, MarshallingType<? super T> type) {
        return SdkField.<T>builder(type)
                .memberName(member)
                .getter(pojo -> value(pojo, member))
                .setter((pojo, value) -> ((Structure) pojo).set(member, value));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the model says of which type it is
    private static <T> @Nullable T value(Object pojo, String member) {
        return (T) ((Structure) pojo).get(member);
    }

    private static SdkField<?> build(
            SdkField.Builder<?> builder, String member, software.amazon.awssdk.core.traits.Trait... more) {
        software.amazon.awssdk.core.traits.Trait[] traits =
                new software.amazon.awssdk.core.traits.Trait[more.length + 1];
        traits[0] = LocationTrait.builder()
                .location(MarshallLocation.PAYLOAD)
                .locationName(member)
                .build();
        System.arraycopy(more, 0, traits, 1, more.length);
        return builder.traits(traits).build();
    }

    private Shape shape(String name) {
        Map<String, Shape> read = shapes;
        if (read == null) {
            read = ConstraintTable.read(resourceName);
            shapes = read;
        }
        Shape shape = read.get(name);
        if (shape == null) {
            throw new IllegalArgumentException("No shape " + name + " in " + resourceName);
        }
        return shape;
    }
}
