package io.hydrant.destination.search;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SpareBytesTest {
    private final SpareBytes spare = new SpareBytes();

    @Test
    void anArrayIsTakenByOneRequestAtATime() {
        byte[] first = spare.take(10);
        spare.give(first);

        assertThat(spare.take(8)).isSameAs(first);
        assertThat(spare.take(8)).isNotSameAs(first).hasSize(8);
    }

    @Test
    void aSmallerOneIsNotTaken() {
        byte[] small = spare.take(10);
        spare.give(small);

        assertThat(spare.take(11)).hasSize(11);
    }
}
