package io.hydrant.memory;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ShareTest {
    private final Share share = new Share("things", 10);

    @Test
    void takesUpToItsLimitAndNoFurther() {
        assertThat(share.take(7)).isTrue();
        assertThat(share.take(4)).isFalse();
        assertThat(share.take(3)).isTrue();

        assertThat(share.used()).isEqualTo(10);
    }

    @Test
    void takesAgainWhatWasGivenBack() {
        assertThat(share.take(10)).isTrue();
        share.give(4);

        assertThat(share.take(4)).isTrue();
    }

    @Test
    void takesMoreThanTheWholeWhileItIsAlone() {
        assertThat(share.takeOrAlone(11)).isTrue();
        assertThat(share.takeOrAlone(1)).isFalse();
        share.give(11);
        assertThat(share.take(1)).isTrue();

        assertThat(share.takeOrAlone(11)).isFalse();
    }

    @Test
    void doesNotOverflow() {
        assertThat(share.take(5)).isTrue();

        assertThat(share.take(Long.MAX_VALUE)).isFalse();
        assertThat(Share.unbounded("rest").take(Long.MAX_VALUE / 2)).isTrue();
    }

    @Test
    void aShareOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Share("none", 0));
    }

    @Test
    void theSharesLeaveRoomForTheProgram() {
        long heap = 128L << 20;
        MemoryBudget budget = MemoryBudget.of(heap, heap / 4, heap / 4, 64 << 20);

        assertThat(budget.shares().stream().mapToLong(Share::limit).sum()).isLessThanOrEqualTo(heap * 15 / 16);
        assertThat(budget.shares()).extracting(Share::name).doesNotHaveDuplicates();
    }
}
