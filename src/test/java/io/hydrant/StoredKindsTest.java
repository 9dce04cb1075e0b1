package io.hydrant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.firehose.configuration.DestinationType;
import io.hydrant.firehose.encryption.FailureDescription;
import io.hydrant.firehose.encryption.KeyChoice;
import io.hydrant.service.kms.KeyArn;
import io.hydrant.store.Secret;
import io.hydrant.store.StateKey;
import io.hydrant.store.StateKind;
import io.hydrant.store.Timer;
import io.hydrant.store.codec.KeyWrap;
import io.hydrant.store.codec.ValueCodec;
import io.hydrant.support.RandomValues;
import io.hydrant.support.TestDestinations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every kind of state there is: its values are the same after they have been bytes. */
class StoredKindsTest {
    private static final int VALUES = 300;
    private static final Scope HERE = new Scope(new AccountId("111111111111"), new Region("us-east-1"));
    private static final List<DestinationType> TYPES = List.of(TestDestinations.S3, TestDestinations.REDSHIFT);

    private final Random random = new Random(14);
    private final ValueCodec codec =
            HydrantAssembly.codec(new KeyWrap(new byte[KeyWrap.LENGTH], new SecureRandom()), name -> TYPES.stream()
                    .filter(each -> each.awsName().equals(name))
                    .findFirst()
                    .orElseThrow());

    private final RandomValues values = new RandomValues(random);

    StoredKindsTest() {
        values.with(AccountId.class, () -> new AccountId("%012d".formatted(random.nextInt(1 << 30))))
                .with(Region.class, () -> new Region(values.oneOf(List.of("us-east-1", "cn-north-1", "moon_1"))))
                .with(
                        KeyArn.class,
                        () -> new KeyArn(((Scope) values.of(Scope.class))
                                .arn("kms", "key/" + random.nextInt())
                                .toString()))
                .with(
                        KeyChoice.class,
                        () -> random.nextBoolean()
                                ? KeyChoice.awsOwned()
                                : KeyChoice.customerManaged((KeyArn) values.of(KeyArn.class)))
                .with(
                        FailureDescription.class,
                        () -> new FailureDescription(
                                (FailureDescription.Type) values.of(FailureDescription.Type.class),
                                "why " + random.nextInt()))
                .with(DestinationType.class, () -> values.oneOf(TYPES))
                .with(Secret.class, () -> Secret.of((byte[]) values.of(byte[].class)))
                .with(StateKind.class, () -> new StateKind<>("timer." + random.nextInt(9), Timer.class));
    }

    static Stream<StateKind<?>> kinds() {
        return Stream.concat(
                Stream.of(new StateKind<>("timer.any", Timer.class)),
                classesThatName(StateKind.class)
                        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                        .filter(field -> field.getType() == StateKind.class)
                        .filter(field -> Modifier.isStatic(field.getModifiers()))
                        .map(StoredKindsTest::valueOf));
    }

    /** The classes of Hydrant whose files have the name of {@code wanted}; to look into all of them would load them all. */
    private static Stream<Class<?>> classesThatName(Class<?> wanted) {
        try {
            Path root = Path.of(HydrantAssembly.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(root)) {
                return files
                        .filter(file -> file.toString().endsWith(".class"))
                        .filter(file -> text(file).contains(wanted.descriptorString()))
                        .<Class<?>>map(file -> loaded(root.relativize(file)))
                        .toList()
                        .stream();
            }
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> loaded(Path file) {
        try {
            String name = file.toString().replace(file.getFileSystem().getSeparator(), ".");
            return Class.forName(name.replaceFirst("\\.class$", ""), false, StoredKindsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static StateKind<?> valueOf(Field field) {
        try {
            field.setAccessible(true);
            return (StateKind<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void aValueIsTheSameAfterItHasBeenBytes(StateKind<?> kind) {
        StateKey<?> key = kind.key(HERE, "id");
        for (int i = 0; i < VALUES; i++) {
            Object value = values.of(kind.type());
            byte[] bytes = codec.write(key, value);
            assertThat(codec.read(key, bytes)).as("value %d", i).isEqualTo(value);
        }
    }

    @Test
    void noTwoKindsHaveOneName() {
        assertThat(kinds().map(StateKind::name)).doesNotHaveDuplicates().hasSizeGreaterThan(5);
    }
}
