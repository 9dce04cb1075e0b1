package io.hydrant.service.kinesis.embedded.stream;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SequenceNumberTest {
    @Test
    void aNumberIsReadAsItWasWritten() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            SequenceNumber number = new SequenceNumber(
                    random.nextLong() & 0xF_FFFF_FFFFL,
                    random.nextInt(Integer.MAX_VALUE),
                    random.nextLong() & Long.MAX_VALUE,
                    random.nextLong() & 0xF_FFFF_FFFFL);

            assertThat(number.toString()).hasSize(56);
            assertThat(SequenceNumber.parse(number.toString())).contains(number);
        }
    }

    @Test
    void numbersGrowWithTheirPlaceAndWithTheirShard() {
        SequenceNumber first = new SequenceNumber(1_795_847_282, 3, 0, 1_795_847_282);
        SequenceNumber next = new SequenceNumber(1_795_847_282, 3, 1, 1_795_847_282);
        SequenceNumber end = new SequenceNumber(1_795_847_282, 3, SequenceNumber.END, 1_795_900_000);
        SequenceNumber child = new SequenceNumber(1_795_847_283, 4, 0, 1_795_847_283);

        assertThat(new SequenceNumber[] {first, next, end, child})
                .extracting(SequenceNumber::toString)
                .isSorted()
                .allSatisfy(text -> assertThat(text).startsWith("49"));
    }

    @Test
    void manyNumbersAreWrittenAsEachAlone() {
        Random random = new Random(2);
        byte[] text = new byte[3 + SequenceDigits.LENGTH];
        SequenceDigits digits = new SequenceDigits(text, 3, new SequenceNumber(1, 2, 3, 4));
        long[] places = {0, (1L << 40) - 5, Long.MAX_VALUE - 20_000};
        for (int i = 0; i < 20_000; i++) {
            int shard = i / 100 % places.length;
            places[shard] += random.nextInt(50) == 0 ? 5_000 : random.nextInt(50) == 0 ? 999 : 1;
            places[shard] = Math.max(0, places[shard]);
            SequenceNumber number = new SequenceNumber(1_795_847_282, shard, places[shard], 1_795_847_282 + i / 1_000);

            digits.become(number);

            assertThat(new String(text, 3, SequenceDigits.LENGTH, StandardCharsets.ISO_8859_1))
                    .isEqualTo(number.toString());
        }
    }

    /** Seen on AWS, in the developer guide. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "49544985256907370027570885864065577703022652638596431874",
                "49543463076548007577105092703039560359975228518395019266"
            })
    void numbersOfAwsHaveTheForm(String number) {
        assertThat(SequenceNumber.parse(number)).map(SequenceNumber::toString).contains(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "12", "49", "99999999999999999999999999999999999999999999999999999999"})
    void whatHasAnotherFormIsNone(String text) {
        assertThat(SequenceNumber.parse(text)).isEmpty();
        assertThat(SequenceNumber.parse(BigInteger.ONE.shiftLeft(400).toString()))
                .isEmpty();
    }
}
