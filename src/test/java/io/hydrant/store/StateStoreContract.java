package io.hydrant.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every implementation of {@link StateStore} does. */
public abstract class StateStoreContract {
    private static final Scope HERE = new Scope(new AccountId("111111111111"), new Region("us-east-1"));
    private static final Scope THERE = new Scope(new AccountId("222222222222"), new Region("us-east-1"));
    private static final StateKind<String> WORDS = new StateKind<>("words", String.class);
    private static final StateKind<Integer> NUMBERS = new StateKind<>("numbers", Integer.class);
    private static final StateKey<String> KEY = WORDS.key(HERE, "a");

    private final StateStore store = open();

    /** An empty store. */
    protected abstract StateStore open();

    private Versioned<String> written(StateKey<String> key, String value) {
        assertThat(store.commit(Change.create(key, value))).isPresent();
        return store.get(key).orElseThrow();
    }

    @Test
    void aValueIsThereWithTheVersionOfItsCommit() {
        OptionalLong version = store.commit(Change.create(KEY, "one"));

        assertThat(store.get(KEY)).contains(new Versioned<>(KEY, "one", version.orElseThrow()));
        assertThat(version.getAsLong()).isPositive();
    }

    @Test
    void aValueIsNotCreatedTwice() {
        Versioned<String> first = written(KEY, "one");

        assertThat(store.commit(Change.create(KEY, "two"))).isEmpty();
        assertThat(store.get(KEY)).contains(first);
    }

    @Test
    void aValueIsReplacedByWhoHasSeenIt() {
        Versioned<String> first = written(KEY, "one");

        assertThat(store.commit(Change.replace(first, "two"))).isPresent();
        assertThat(store.commit(Change.replace(first, "three"))).isEmpty();
        assertThat(store.get(KEY)).map(Versioned::value).contains("two");
    }

    @Test
    void aValueIsRemovedByWhoHasSeenIt() {
        Versioned<String> first = written(KEY, "one");
        assertThat(store.commit(Change.replace(first, "two"))).isPresent();

        assertThat(store.commit(Change.remove(first))).isEmpty();
        assertThat(store.commit(Change.remove(store.get(KEY).orElseThrow()))).isPresent();
        assertThat(store.get(KEY)).isEmpty();
    }

    @Test
    void aValueThatIsWrittenAgainIsAnotherOne() {
        Versioned<String> first = written(KEY, "one");
        assertThat(store.commit(Change.remove(first))).isPresent();
        Versioned<String> second = written(KEY, "one");

        assertThat(second.version()).isNotEqualTo(first.version());
        assertThat(store.commit(Change.replace(first, "two"))).isEmpty();
    }

    @Test
    void aCommitIsMadeAsAWholeOrNotAtAll() {
        Versioned<String> first = written(KEY, "one");
        StateKey<Integer> other = NUMBERS.key(THERE, "n");

        assertThat(store.commit(List.of(Change.create(other, 1), Change.create(KEY, "two"))))
                .isEmpty();
        assertThat(store.get(other)).isEmpty();

        OptionalLong version = store.commit(List.of(Change.create(other, 1), Change.replace(first, "two")));
        assertThat(store.get(other)).contains(new Versioned<>(other, 1, version.orElseThrow()));
        assertThat(store.get(KEY)).contains(new Versioned<>(KEY, "two", version.getAsLong()));
    }

    @Test
    void aCommitOfOneValueTwiceIsAMistake() {
        assertThatThrownBy(() -> store.commit(List.of(Change.create(KEY, "one"), Change.create(KEY, "two"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.get(KEY)).isEmpty();
    }

    @Test
    void putTakesTheValueThatWasSeenForWhatItReplaces() {
        assertThat(store.commit(Change.put(KEY, Optional.empty(), "one"))).isPresent();
        assertThat(store.commit(Change.put(KEY, Optional.empty(), "two"))).isEmpty();
        assertThat(store.commit(Change.put(KEY, store.get(KEY), "two"))).isPresent();
        assertThat(store.get(KEY)).map(Versioned::value).contains("two");
    }

    @Test
    void valuesAreListedByKindAndScopeInTheOrderOfTheirIds() {
        written(WORDS.key(HERE, "b"), "two");
        written(WORDS.key(HERE, "a"), "one");
        written(WORDS.key(HERE, "B"), "three");
        written(WORDS.key(THERE, "c"), "four");
        assertThat(store.commit(Change.create(NUMBERS.key(HERE, "a"), 1))).isPresent();

        assertThat(store.list(WORDS, HERE)).map(Versioned::value).containsExactly("three", "one", "two");
        assertThat(store.list(WORDS)).map(Versioned::value).containsExactlyInAnyOrder("one", "two", "three", "four");
        assertThat(store.list(NUMBERS, THERE)).isEmpty();
        assertThat(store.get(NUMBERS.key(HERE, "a"))).map(Versioned::value).contains(1);
    }

    @Test
    void ofSeveralWritersAtOnceNoneIsLost() {
        StateCell<Integer> cell = StateCell.of(store, NUMBERS.key(HERE, "count"), 0);
        List<CompletableFuture<Void>> writers = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    StateCell<Integer> own = StateCell.of(store, NUMBERS.key(HERE, "count"), 0);
                    for (int n = 0; n < 500; n++) {
                        own.update(count -> count + 1);
                    }
                }))
                .toList();
        writers.forEach(CompletableFuture::join);

        assertThat(cell.update(count -> count + 1)).isEqualTo(2_001);
    }
}
