package io.hydrant.record;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Sets are written as one digit for each position, in batches of ten records; {@code -} is the empty set. */
class RecordSetTest {
    private static final int SIZE = 10;

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            A          | B          | PLUS       | A MINUS B  | B MINUS A  | AND
            -          | -          | -          | -          | -          | -
            0123456789 | -          | 0123456789 | 0123456789 | -          | -
            0123456789 | 0123456789 | 0123456789 | -          | -          | 0123456789
            0123456789 | 25         | 0123456789 | 01346789   | -          | 25
            012        | 345        | 012345     | 012        | 345        | -
            01234      | 3456       | 0123456    | 012        | 56         | 34
            012        | 789        | 012789     | 012        | 789        | -
            3456789    | 012        | 0123456789 | 3456789    | 012        | -
            25         | 5          | 25         | 2          | -          | 5
            25         | 34         | 2345       | 25         | 34         | -
            0246       | 1357       | 01234567   | 0246       | 1357       | -
            02468      | 2345       | 0234568    | 068        | 35         | 24
            9          | 0          | 09         | 9          | 0          | -
            """)
    void hasTheAlgebraOfSets(String a, String b, String plus, String aMinusB, String bMinusA, String and) {
        RecordSet first = read(a);
        RecordSet second = read(b);

        assertThat(write(first.plus(second))).isEqualTo(plus);
        assertThat(write(second.plus(first))).isEqualTo(plus);
        assertThat(write(first.minus(second))).isEqualTo(aMinusB);
        assertThat(write(second.minus(first))).isEqualTo(bMinusA);
        assertThat(write(first.and(second))).isEqualTo(and);
        assertThat(write(second.and(first))).isEqualTo(and);
        assertThat(write(first)).as("unchanged").isEqualTo(a);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            SET        | COUNT | FIRST | FROM 2 TO 5 | TEXT
            -          | 0     | 10    | 0           | none of 10
            0123456789 | 10    | 0     | 3           | 0…9 of 10
            012        | 3     | 0     | 1           | 0…2 of 10
            789        | 3     | 7     | 0           | 7…9 of 10
            25         | 2     | 2     | 1           | {2, 5} of 10
            02468      | 5     | 0     | 2           | {0, 2, 4, 6, 8} of 10
            """)
    void countsItsRecords(String set, int count, int first, int between, String text) {
        RecordSet records = read(set);

        assertThat(records.count()).isEqualTo(count);
        assertThat(records.isEmpty()).isEqualTo(count == 0);
        assertThat(records.first()).isEqualTo(first);
        assertThat(records.countBetween(2, 5)).isEqualTo(between);
        assertThat(records).hasToString(text);
    }

    @Test
    void isEqualHoweverItCameToBe() {
        assertThat(RecordSet.of(SIZE, 3, 4, 5))
                .isEqualTo(RecordSet.range(SIZE, 3, 6))
                .hasSameHashCodeAs(RecordSet.range(SIZE, 3, 6));
        assertThat(RecordSet.of(SIZE)).isEqualTo(RecordSet.none(SIZE)).isEqualTo(RecordSet.range(SIZE, 4, 4));
        assertThat(RecordSet.all(SIZE).minus(RecordSet.range(SIZE, 0, 4))).isEqualTo(RecordSet.range(SIZE, 4, SIZE));
        assertThat(RecordSet.none(3)).isNotEqualTo(RecordSet.none(4));
        assertThat(RecordSet.of(SIZE, 2, 5)).isEqualTo(RecordSet.of(SIZE, 5, 2)).isNotEqualTo(RecordSet.of(SIZE, 2, 6));
    }

    @Test
    void refusesWhatIsNotInTheBatch() {
        assertThatThrownBy(() -> RecordSet.of(SIZE, 10)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> RecordSet.range(SIZE, 3, 11)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> RecordSet.range(SIZE, 3, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> RecordSet.all(3).plus(RecordSet.all(4))).isInstanceOf(IllegalArgumentException.class);
        assertThat(RecordSet.all(SIZE).contains(SIZE)).isFalse();
    }

    @Test
    void agreesWithPlainBits() {
        Random random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            int size = 1 + random.nextInt(130);
            BitSet a = bits(random, size);
            BitSet b = bits(random, size);
            RecordSet first = RecordSet.of(size, a.stream().toArray());
            RecordSet second = RecordSet.of(size, b.stream().toArray());
            BitSet plus = (BitSet) a.clone();
            plus.or(b);
            BitSet minus = (BitSet) a.clone();
            minus.andNot(b);
            BitSet and = (BitSet) a.clone();
            and.and(b);
            int low = random.nextInt(size);
            int high = low + random.nextInt(size - low + 1);

            assertThat(first.plus(second).positions()).containsExactly(boxed(plus));
            assertThat(first.minus(second).positions()).containsExactly(boxed(minus));
            assertThat(first.and(second).positions()).containsExactly(boxed(and));
            assertThat(first.countBetween(low, high)).isEqualTo(a.get(low, high).cardinality());
            for (int i = 0; i < size; i++) {
                assertThat(first.contains(i)).isEqualTo(a.get(i));
            }
        }
    }

    /** Runs as often as scattered bits. */
    private static BitSet bits(Random random, int size) {
        BitSet bits = new BitSet(size);
        if (random.nextBoolean()) {
            int from = random.nextInt(size);
            bits.set(from, from + random.nextInt(size - from + 1));
        } else {
            random.ints(random.nextInt(size + 1), 0, size).forEach(bits::set);
        }
        return bits;
    }

    private static Integer[] boxed(BitSet bits) {
        return bits.stream().boxed().toArray(Integer[]::new);
    }

    private static RecordSet read(String digits) {
        return digits.equals("-")
                ? RecordSet.none(SIZE)
                : RecordSet.of(SIZE, digits.chars().map(c -> c - '0').toArray());
    }

    private static String write(RecordSet set) {
        String digits = Arrays.stream(set.positions().toArray())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining());
        return digits.isEmpty() ? "-" : digits;
    }
}
