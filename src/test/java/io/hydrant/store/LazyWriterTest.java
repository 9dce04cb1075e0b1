package io.hydrant.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.hydrant.store.memory.MemoryStateStore;
import io.hydrant.support.PassingStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Values that are written in the background. */
class LazyWriterTest {
    private static final StateKind<String> WORDS = new StateKind<>("words", String.class);
    private static final StateKey<String> A = WORDS.key("a");
    private static final StateKey<String> B = WORDS.key("b");

    private final MemoryStateStore store = new MemoryStateStore();

    private Optional<String> stored(StateKey<String> key) {
        return store.get(key).map(Versioned::value);
    }

    @Test
    void theValueOfTheLastMomentIsWritten() {
        try (LazyWriter writer = new LazyWriter(store)) {
            writer.changed(A, () -> Optional.of("one"));
            writer.changed(A, () -> Optional.of("two"));
            writer.changed(B, () -> Optional.of("three"));
        }
        assertThat(stored(A)).contains("two");
        assertThat(stored(B)).contains("three");
    }

    @Test
    void aValueOfAnEarlierRunIsReplacedAndRemoved() {
        assertThat(store.commit(List.of(Change.create(A, "old"), Change.create(B, "old"))))
                .isPresent();
        try (LazyWriter writer = new LazyWriter(store)) {
            assertThat(writer.load(WORDS)).hasSize(2);
            writer.changed(A, () -> Optional.of("new"));
            writer.changed(B, Optional::empty);
        }
        assertThat(stored(A)).contains("new");
        assertThat(stored(B)).isEmpty();
    }

    @Test
    void aValueThatWasNotReadBeforeIsReplaced() {
        assertThat(store.commit(Change.create(A, "old"))).isPresent();
        try (LazyWriter writer = new LazyWriter(store)) {
            writer.changed(A, () -> Optional.of("new"));
        }
        assertThat(stored(A)).contains("new");
    }

    @Test
    void whatTheStoreRefusesIsTriedAgain() {
        AtomicInteger failures = new AtomicInteger(1);
        StateStore failing = new Failing(store, failures);
        LazyWriter writer = new LazyWriter(failing);
        writer.changed(A, () -> Optional.of("one"));
        writer.close();
        assertThat(failures).hasValue(0);
        assertThat(stored(A)).contains("one");
    }

    @Test
    void changesThatWaitAreWrittenTogether() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        try (LazyWriter writer = new LazyWriter(store)) {
            writer.changed(A, () -> {
                first.countDown();
                await(second);
                return Optional.of("a");
            });
            first.await();
            for (int i = 0; i < 100; i++) {
                writer.changed(B, () -> Optional.of("b" + asked.incrementAndGet()));
            }
            second.countDown();
        }
        assertThat(stored(B)).contains("b1");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A store that cannot be written so many times. */
    private static final class Failing extends PassingStore {
        private final AtomicInteger failures;

        Failing(StateStore store, AtomicInteger failures) {
            super(store);
            this.failures = failures;
        }

        @Override
        public OptionalLong commit(List<? extends Change<?>> changes) {
            if (failures.get() > 0) {
                failures.decrementAndGet();
                throw new StoreException("The disk is full.");
            }
            return super.commit(changes);
        }
    }
}
