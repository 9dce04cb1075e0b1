package io.hydrant.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;

import static org.assertj.core.api.Assertions.assertThat;

class ConstraintTableTest {
    @ParameterizedTest
    @CsvSource({"firehose-2015-08-04,", "kms-2014-11-01,", "kinesis-2013-12-02, --outputs"})
    void committedTableIsWhatTheScriptGenerates(String model, String option) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "python3",
                Path.of("scripts", "dev", "generate-constraints").toString(),
                Path.of("src", "test", "resources", "models", model + ".json").toString()));
        if (option != null) {
            command.add(option);
        }
        Process script = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String generated = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(script.waitFor()).isZero();
        assertThat(generated.replace("\r\n", "\n")).isEqualTo(committed(model + ".txt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"firehose-2015-08-04.txt", "kms-2014-11-01.txt", "kinesis-2013-12-02.txt"})
    void everyPatternCompiles(String table) throws IOException {
        List<String> patterns = committed(table)
                .lines()
                .filter(line -> line.startsWith("  pattern "))
                .map(line -> line.substring("  pattern ".length()))
                .toList();

        assertThat(patterns).hasSizeGreaterThan(8).allSatisfy(Pattern::compile);
    }

    @Test
    void printingTableNamesOnlyShapesAndMembersOfTheModel() throws IOException {
        Map<String, Shape> shapes = ConstraintTable.read("firehose-2015-08-04.txt");

        assertThat(committed("firehose-printing.txt").lines().filter(line -> !line.startsWith("#")))
                .isNotEmpty()
                .allSatisfy(line -> {
                    List<String> words = List.of(line.split(" "));
                    assertThat(shapes).containsKey(words.get(1));
                    if (words.get(0).equals("order")) {
                        assertThat(((Shape.Structure) Objects.requireNonNull(shapes.get(words.get(1)))).members())
                                .extracting(Shape.Member::name)
                                .doesNotHaveDuplicates()
                                .containsSubsequence(words.subList(2, words.size()));
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({"firehose-2015-08-04.txt, firehose, Input", "kms-2014-11-01.txt, kms, Request"})
    void everyMemberOfAnInputIsAFieldOfTheSdk(String table, String service, String suffix)
            throws ReflectiveOperationException {
        Map<String, Shape> shapes = ConstraintTable.read(table);
        int inputs = 0;
        for (String name : shapes.keySet()) {
            if (name.endsWith(suffix) && !name.equals("DeliveryStreamEncryptionConfigurationInput")) {
                String operation = name.substring(0, name.length() - suffix.length());
                Class<?> type =
                        Class.forName("software.amazon.awssdk.services." + service + ".model." + operation + "Request");
                assertMembers(shapes, name, (SdkPojo) type.getMethod("builder").invoke(null));
                inputs++;
            }
        }

        assertThat(inputs).isGreaterThan(10);
    }

    private static void assertMembers(Map<String, Shape> shapes, String name, SdkPojo pojo) {
        Shape.Structure structure = (Shape.Structure) Objects.requireNonNull(shapes.get(name));
        Map<String, SdkField<?>> fields = Fields.of(pojo).byName();
        for (Shape.Member member : structure.members()) {
            assertThat(fields).as(name).containsKey(member.name());
            SdkField<?> field = Objects.requireNonNull(fields.get(member.name()));
            if (field.marshallingType() == MarshallingType.SDK_POJO) {
                assertMembers(shapes, member.shape(), field.constructor().get());
            }
        }
    }

    private static String committed(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ConstraintTable.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
