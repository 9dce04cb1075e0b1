package io.hydrant.record;

import io.hydrant.memory.Share;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BufferBudgetTest {
    @Test
    void bytesAreTakenUpToTheLimitAndNoFurther() {
        BufferBudget budget = new BufferBudget(10);

        assertThat(budget.take(4)).isTrue();
        assertThat(budget.take(6)).isTrue();
        assertThat(budget.take(1)).isFalse();
        assertThat(budget.used()).isEqualTo(10);
        assertThat(budget.limit()).isEqualTo(10);
    }

    @Test
    void aRefusedTakeTakesNothing() {
        BufferBudget budget = new BufferBudget(10);

        assertThat(budget.take(11)).isFalse();
        assertThat(budget.used()).isZero();
        assertThat(budget.take(10)).isTrue();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        BufferBudget budget = new BufferBudget(10);
        assertThat(budget.take(10)).isTrue();

        budget.give(3);

        assertThat(budget.used()).isEqualTo(7);
        assertThat(budget.take(4)).isFalse();
        assertThat(budget.take(3)).isTrue();
    }

    @Test
    void nothingFitsIntoAFullBudgetButEmptyRecordsDo() {
        BufferBudget budget = new BufferBudget(1);
        assertThat(budget.take(1)).isTrue();
        assertThat(budget.take(0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void aLimitBelowOneIsRefused(long limit) {
        assertThatIllegalArgumentException().isThrownBy(() -> new BufferBudget(limit));
    }

    @Test
    void aPartLeavesTheRestToOthers() {
        Share share = new Share("buffers", 100);
        BufferBudget all = new BufferBudget(share);
        BufferBudget half = new BufferBudget(share, 50);

        assertThat(half.take(40)).isTrue();
        assertThat(half.take(11)).isFalse();
        assertThat(all.take(61)).isFalse();
        assertThat(all.take(60)).isTrue();
        assertThat(half.take(10)).isFalse();
        all.give(60);
        assertThat(half.take(10)).isTrue();
        half.give(50);

        assertThat(share.used()).isZero();
    }
}
