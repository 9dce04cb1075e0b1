package io.hydrant.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecordFramesTest {
    @Test
    void eachRecordStandsBehindItsLength() {
        RecordFrames frames = new RecordFrames();
        frames.add("hi".getBytes(StandardCharsets.UTF_8));
        frames.add(new byte[0]);
        frames.add("abc".getBytes(StandardCharsets.UTF_8));

        assertThat(frames.data()).startsWith(0, 0, 0, 2, 'h', 'i', 0, 0, 0, 0, 0, 0, 0, 3, 'a', 'b', 'c');
        assertThat(frames.count()).isEqualTo(3);
        assertThat(frames.lengthOf(0)).isZero();
        assertThat(frames.lengthOf(1)).isEqualTo(6);
        assertThat(frames.lengthOf(2)).isEqualTo(10);
        assertThat(frames.lengthOf(3)).isEqualTo(17);
        assertThat(frames.bytesOf(0)).isZero();
        assertThat(frames.bytesOf(1)).isEqualTo(2);
        assertThat(frames.bytesOf(3)).isEqualTo(5);
    }

    @Test
    void aRecordMayEndShorterThanItBegan() {
        RecordFrames frames = new RecordFrames();
        int at = frames.begin(100);
        frames.data()[at] = 'x';
        frames.end(1);

        assertThat(frames.lengthOf(1)).isEqualTo(5);
        assertThat(frames.data()).startsWith(0, 0, 0, 1, 'x');
    }

    @Test
    void clearingForgetsEverything() {
        RecordFrames frames = new RecordFrames();
        frames.add(new byte[10]);
        frames.clear();
        assertThat(frames.count()).isZero();

        frames.add(new byte[] {7});
        assertThat(frames.count()).isEqualTo(1);
        assertThat(frames.data()).startsWith(0, 0, 0, 1, 7);
        assertThat(frames.lengthOf(1)).isEqualTo(5);
    }

    @Test
    void manyAndLargeRecordsAreKeptWhole() {
        SplittableRandom random = new SplittableRandom(7);
        RecordFrames frames = new RecordFrames();
        byte[][] records = new byte[500][];
        for (int i = 0; i < records.length; i++) {
            records[i] = new byte[i == 250 ? 1_024_000 : random.nextInt(3_000)];
            random.nextBytes(records[i]);
            frames.add(records[i]);
        }

        ByteBuffer reader = ByteBuffer.wrap(frames.data(), 0, frames.lengthOf(500));
        for (byte[] record : records) {
            byte[] read = new byte[reader.getInt()];
            reader.get(read);
            assertThat(read).isEqualTo(record);
        }
        assertThat(reader.hasRemaining()).isFalse();
    }

    @Test
    void lengthsAreBigEndian() {
        RecordFrames frames = new RecordFrames();
        frames.add(new byte[0x0A0B0C]);
        assertThat(frames.data()).startsWith(0x00, 0x0A, 0x0B, 0x0C);
    }

    @Test
    void recordsThatStandTogetherAreShared() {
        byte[] array = {9, 9, 0, 0, 0, 1, 'a', 0, 0, 0, 2, 'b', 'c', 0, 0, 0, 0};
        RecordFrames frames = new RecordFrames();

        assertThat(frames.share(array, 6, 1)).isTrue();
        assertThat(frames.share(array, 11, 2)).isTrue();
        assertThat(frames.isShared()).isTrue();
        assertThat(frames.data()).isSameAs(array);
        assertThat(frames.from()).isEqualTo(2);
        assertThat(frames.lengthOf(2)).isEqualTo(11);
        assertThat(frames.bytesOf(2)).isEqualTo(3);
        assertThat(frames.share(array, 6, 1)).as("not behind the last one").isFalse();
        assertThat(frames.share(array.clone(), 17, 0)).as("elsewhere").isFalse();

        frames.add(new byte[] {7});
        assertThat(frames.isShared()).isFalse();
        assertThat(frames.from()).isZero();
        assertThat(frames.data()).startsWith(0, 0, 0, 1, 'a', 0, 0, 0, 2, 'b', 'c', 0, 0, 0, 1, 7);
        assertThat(frames.share(array, 6, 1)).as("the others are copied").isFalse();

        frames.clear();
        assertThat(frames.share(array, 6, 1)).isTrue();
        assertThat(array).as("stays as it is").startsWith(9, 9, 0, 0, 0, 1, 'a', 0, 0, 0, 2);
    }
}
