package io.hydrant.store;

import java.util.List;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.store.StateCell.Step;
import io.hydrant.store.memory.MemoryStateStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A copy that is read without asking, of a value that the store has. */
class StateCellTest {
    private static final Scope HERE = new Scope(new AccountId("111111111111"), new Region("us-east-1"));
    private static final StateKind<String> WORDS = new StateKind<>("words", String.class);
    private static final StateKey<String> KEY = WORDS.key(HERE, "a");
    private static final StateKey<String> OTHER = WORDS.key(HERE, "b");

    private final StateStore store = new MemoryStateStore();

    private String stored() {
        return store.get(KEY).map(Versioned::value).orElse("nothing");
    }

    @Test
    void theFirstChangeWritesTheValue() {
        StateCell<String> cell = StateCell.of(store, KEY, "");
        assertThat(cell.value()).isEmpty();
        assertThat(stored()).isEqualTo("nothing");

        assertThat(cell.update(word -> word + "a")).isEqualTo("a");
        assertThat(stored()).isEqualTo("a");
        assertThat(cell.value()).isEqualTo("a");
    }

    @Test
    void aValueIsCreatedOnce() {
        assertThat(StateCell.create(store, KEY, "a")).isPresent();
        assertThat(StateCell.create(store, KEY, "b")).isEmpty();
        assertThat(StateCell.of(store, KEY, "").value()).isEqualTo("a");
    }

    @Test
    void aChangeIsDecidedAgainWhenAnotherHasChangedTheValue() {
        StateCell<String> one = StateCell.of(store, KEY, "");
        StateCell<String> two = StateCell.of(store, KEY, "");
        one.update(word -> word + "a");

        assertThat(two.update(word -> word + "b")).isEqualTo("ab");
        assertThat(one.update(word -> word + "c")).isEqualTo("abc");
    }

    @Test
    void aChangeThatIsRefusedChangesNothing() {
        StateCell<String> cell = StateCell.create(store, KEY, "a").orElseThrow();

        assertThatThrownBy(() -> cell.update(word -> {
                    throw new IllegalArgumentException(word);
                }))
                .hasMessage("a");
        assertThat(stored()).isEqualTo("a");
    }

    @Test
    void aChangeThatChangesNothingIsNoCommit() {
        StateCell<String> cell = StateCell.create(store, KEY, "a").orElseThrow();
        cell.update(word -> word);

        assertThat(store.get(KEY).orElseThrow().version())
                .isEqualTo(
                        StateCell.create(store, OTHER, "b").isPresent()
                                ? store.get(OTHER).orElseThrow().version() - 1
                                : -1);
    }

    @Test
    void otherValuesChangeInTheSameCommit() {
        StateCell<String> cell = StateCell.of(store, KEY, "");

        String answer = cell.step(word -> new Step<>("a", List.of(Change.create(OTHER, "b")), "done"));

        assertThat(answer).isEqualTo("done");
        assertThat(store.get(OTHER).orElseThrow().version())
                .isEqualTo(store.get(KEY).orElseThrow().version());
    }

    @Test
    void whatIsRemovedLivesOnAsACopy() {
        StateCell<String> cell = StateCell.create(store, KEY, "a").orElseThrow();
        cell.remove();
        assertThat(StateCell.create(store, KEY, "next")).isPresent();

        assertThat(cell.<String>step(word -> new Step<>(word + "!", List.of(Change.create(OTHER, "b")), word)))
                .isEqualTo("a");

        assertThat(cell.value()).isEqualTo("a!");
        assertThat(stored()).isEqualTo("next");
        assertThat(store.get(OTHER)).isEmpty();
    }

    @Test
    void aValueThatAnotherHasRemovedIsNotWrittenAgain() {
        StateCell<String> one = StateCell.create(store, KEY, "a").orElseThrow();
        StateCell<String> two = StateCell.of(store, KEY, "");
        one.remove();

        assertThat(two.update(word -> word + "b")).isEqualTo("ab");
        assertThat(stored()).isEqualTo("nothing");
    }
}
