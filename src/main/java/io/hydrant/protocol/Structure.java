package io.hydrant.protocol;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * A structure of a service model that has no class of its own: its members by name. It is filled by one thread and then only
 * read.
 */
public final class Structure implements SdkPojo, Buildable {
    private final ServiceModel model;
    private final String shape;
    private final Fields fields;
    private final Map<String, Object> values = new HashMap<>();

    Structure(ServiceModel model, String shape, Fields fields) {
        this.model = model;
        this.shape = shape;
        this.fields = fields;
    }

    /** This one with a member; an empty {@code Optional} and null leave it out. */
    public Structure with(String member, @Nullable Object value) {
        Object plain = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (plain != null) {
            values.put(known(member), plain);
        }
        return this;
    }

    /** An empty structure of another shape of the same model. */
    public Structure other(String other) {
        return model.structure(other);
    }

    /** A text. */
    public Optional<String> text(String member) {
        return Optional.ofNullable((String) get(member));
    }

    /** A text that the model requires. */
    public String requiredText(String member) {
        return text(member).orElseThrow();
    }

    /** A whole number. */
    public Optional<Integer> number(String member) {
        return Optional.ofNullable((Integer) get(member));
    }

    /** An instant. */
    public Optional<Instant> instant(String member) {
        return Optional.ofNullable((Instant) get(member));
    }

    /** The bytes of a required blob; not copied. */
    public byte[] bytes(String member) {
        return Optional.ofNullable((SdkBytes) get(member)).orElseThrow().asByteArrayUnsafe();
    }

    /** Whether a truth value is there and true. */
    public boolean isTrue(String member) {
        return Boolean.TRUE.equals(get(member));
    }

    /** A structure in this one. */
    public Optional<Structure> structure(String member) {
        return Optional.ofNullable((Structure) get(member));
    }

    /** A list of structures; empty when it is absent. */
    @SuppressWarnings("unchecked") // the model says what the list holds
    public List<Structure> structures(String member) {
        return Optional.ofNullable((List<Structure>) get(member)).orElse(List.of());
    }

    /** A list of texts; empty when it is absent. */
    @SuppressWarnings("unchecked") // the model says what the list holds
    public List<String> texts(String member) {
        return Optional.ofNullable((List<String>) get(member)).orElse(List.of());
    }

    /** A map of texts; empty when it is absent. */
    @SuppressWarnings("unchecked") // the model says what the map holds
    public Map<String, String> map(String member) {
        return Optional.ofNullable((Map<String, String>) get(member)).orElse(Map.of());
    }

    @Nullable
    Object get(String member) {
        return values.get(known(member));
    }

    /** As a parser found it; null is absent. */
    void set(String member, @Nullable Object value) {
        if (value == null) {
            values.remove(member);
        } else {
            values.put(member, value);
        }
    }

    Fields fields() {
        return fields;
    }

    private String known(String member) {
        if (!fields.byName().containsKey(member)) {
            throw new IllegalArgumentException("No member " + member + " in " + shape);
        }
        return member;
    }

    @Override
    public List<SdkField<?>> sdkFields() {
        return fields.alphabetical();
    }

    @Override
    public Map<String, SdkField<?>> sdkFieldNameToField() {
        return fields.byName();
    }

    @Override
    public Object build() {
        return this;
    }

    @Override
    public String toString() {
        return shape + values;
    }
}
