package io.hydrant.support;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Values of any record, made up from its components; some types need a hand. */
public final class RandomValues {
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "$instant",
            "{\"a\":1}",
            "ü€",
            "\uD83D\uDE00",
            "half \uD83D",
            "\n\"\\\u0000",
            "two words",
            "x".repeat(2_000));
    private static final int TRIES = 200;

    private final RandomGenerator random;
    private final Map<Type, Supplier<?>> given = new HashMap<>();

    public RandomValues(RandomGenerator random) {
        this.random = random;
        given.put(boolean.class, random::nextBoolean);
        given.put(int.class, random::nextInt);
        given.put(Integer.class, random::nextInt);
        given.put(long.class, random::nextLong);
        given.put(Long.class, random::nextLong);
        given.put(double.class, random::nextDouble);
        given.put(String.class, () -> oneOf(TEXTS));
        given.put(
                Instant.class,
                () -> Instant.ofEpochSecond(random.nextLong(-1L << 33, 1L << 34), random.nextInt(1_000_000_000)));
        given.put(Duration.class, () -> Duration.ofSeconds(random.nextLong(1L << 40), random.nextInt(1_000_000_000)));
        given.put(Object.class, () -> tree(3));
        given.put(byte[].class, () -> {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            return bytes;
        });
    }

    /** Values of {@code type} are made by {@code maker}. */
    public <T> RandomValues with(Class<T> type, Supplier<? extends T> maker) {
        given.put(type, maker);
        return this;
    }

    /** One of these. */
    public <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** A value of {@code type}. */
    public Object of(Type type) {
        Supplier<?> maker = given.get(type instanceof ParameterizedType generic ? generic.getRawType() : type);
        if (maker != null) {
            return maker.get();
        }
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isEnum()) {
            return oneOf(Arrays.asList(raw.getEnumConstants()));
        }
        return raw.isSealed() ? of(oneOf(Arrays.asList(raw.getPermittedSubclasses()))) : record(raw);
    }

    private Object generic(ParameterizedType type) {
        Type[] parts = type.getActualTypeArguments();
        int size = random.nextInt(4);
        if (type.getRawType() == Optional.class) {
            return size == 0 ? Optional.empty() : Optional.of(of(parts[0]));
        }
        if (type.getRawType() == List.class) {
            return IntStream.range(0, size).mapToObj(i -> of(parts[0])).toList();
        }
        if (type.getRawType() == Set.class) {
            return new LinkedHashSet<>(
                    IntStream.range(0, size).mapToObj(i -> of(parts[0])).toList());
        }
        if (type.getRawType() == Map.class || type.getRawType() == SortedMap.class) {
            Map<Object, Object> map = type.getRawType() == Map.class ? new LinkedHashMap<>() : new TreeMap<>();
            IntStream.range(0, size).forEach(i -> map.put(of(parts[0]), of(parts[1])));
            return map;
        }
        return record((Class<?>) type.getRawType());
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < TRIES; i++) {
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
                constructor.setAccessible(true);
                return constructor.newInstance(Arrays.stream(components)
                        .map(each -> of(each.getGenericType()))
                        .toArray());
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof IllegalArgumentException)) {
                    throw new AssertionError(type + " cannot be made", e);
                }
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(type + " cannot be made", e);
            }
        }
        throw new AssertionError(type + " refuses all values; name a maker");
    }

    private Object tree(int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> oneOf(TEXTS);
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt();
            case 3 -> random.nextDouble(-1e9, 1e9);
            case 4 -> of(Instant.class);
            case 5 ->
                IntStream.range(0, random.nextInt(3))
                        .mapToObj(i -> tree(depth - 1))
                        .toList();
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                IntStream.range(0, random.nextInt(3)).forEach(i -> map.put(oneOf(TEXTS), tree(depth - 1)));
                yield map;
            }
        };
    }
}
