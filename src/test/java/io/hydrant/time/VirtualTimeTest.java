package io.hydrant.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.hydrant.support.ExpectedErrors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

class VirtualTimeTest {
    private static final Instant T0 = Instant.parse("2026-11-23T12:00:00Z");

    private final VirtualTime time = new VirtualTime(T0);
    private final List<String> ran = new ArrayList<>();

    private Cancellable plan(long seconds, String what) {
        return time.at(T0.plusSeconds(seconds), what, () -> ran.add(what + "@" + seconds()));
    }

    private long seconds() {
        return Duration.between(T0, time.instant()).toSeconds();
    }

    @Test
    void itStandsStillUntilItIsMoved() {
        assertThat(time.instant()).isEqualTo(T0);
        time.advance(Duration.ofHours(30));
        assertThat(time.instant()).isEqualTo(T0.plus(Duration.ofHours(30)));
        assertThat(time.offset()).isEqualTo(Duration.ofHours(30));
    }

    @Test
    void tasksRunByDueTimeThenByArrivalAndSeeTheirDueInstant() {
        plan(5, "late");
        plan(1, "first");
        plan(3, "a");
        plan(3, "b");
        plan(3, "c");
        plan(11, "beyond");

        time.advance(Duration.ofSeconds(10));

        assertThat(ran).containsExactly("first@1", "a@3", "b@3", "c@3", "late@5");
        assertThat(seconds()).isEqualTo(10);
        assertThat(time.pending()).containsExactly(new Pending(T0.plusSeconds(11), "beyond"));
    }

    @Test
    void aTaskThatIsDueAtTheEndOfTheSpanRuns() {
        plan(10, "edge");
        time.advance(Duration.ofSeconds(10));
        assertThat(ran).containsExactly("edge@10");
    }

    @Test
    void nothingRunsInsideTheCallThatPlansIt() {
        plan(0, "now");
        assertThat(ran).isEmpty();
        time.advance(Duration.ZERO);
        assertThat(ran).containsExactly("now@0");
    }

    @Test
    void anOverdueTaskRunsWithoutTurningTheClockBack() {
        time.advance(Duration.ofSeconds(100));
        plan(1, "overdue");
        time.advance(Duration.ofSeconds(1));
        assertThat(ran).containsExactly("overdue@100");
        assertThat(seconds()).isEqualTo(101);
    }

    @Test
    void whatTasksPlanWithinTheSpanRunsInIt() {
        time.at(T0.plusSeconds(2), "outer", () -> {
            ran.add("outer@" + seconds());
            plan(7, "inner");
            plan(2, "same");
            plan(50, "beyond");
        });
        plan(4, "between");

        time.advance(Duration.ofSeconds(10));

        assertThat(ran).containsExactly("outer@2", "same@2", "between@4", "inner@7");
        assertThat(time.pending()).extracting(Pending::what).containsExactly("beyond");
    }

    @Test
    void aMinutelyTaskRunsOncePerMinuteOfALongSpan() {
        Runnable[] tick = new Runnable[1];
        tick[0] = () -> {
            ran.add("tick@" + seconds());
            time.at(time.instant().plusSeconds(60), "tick", tick[0]);
        };
        time.at(T0.plusSeconds(60), "tick", tick[0]);

        time.advance(Duration.ofHours(2));

        assertThat(ran).hasSize(120).startsWith("tick@60", "tick@120").endsWith("tick@7200");
    }

    @Test
    void aCancelledTaskDoesNotRun() {
        Cancellable task = plan(1, "never");
        Cancellable other = plan(2, "ran");
        assertThat(task.cancel()).isTrue();
        assertThat(task.cancel()).isFalse();
        time.advance(Duration.ofSeconds(5));
        assertThat(ran).containsExactly("ran@2");
        assertThat(other.cancel()).isFalse();
    }

    @Test
    void cancelAllTakesTheTasksWhoseNamesMatch() {
        plan(1, "keep");
        plan(2, "drop it");
        plan(3, "drop that");
        time.cancelAll(what -> what.startsWith("drop"));
        time.advance(Duration.ofSeconds(5));
        assertThat(ran).containsExactly("keep@1");
    }

    @Test
    void theNextTaskCanBeRunAlone() {
        plan(5, "a");
        plan(9, "b");
        assertThat(time.advanceToNextTask()).isTrue();
        assertThat(ran).containsExactly("a@5");
        assertThat(seconds()).isEqualTo(5);
        assertThat(time.advanceToNextTask()).isTrue();
        assertThat(time.advanceToNextTask()).isFalse();
        assertThat(seconds()).isEqualTo(9);
    }

    @Test
    void timeDoesNotGoBack() {
        assertThatIllegalArgumentException().isThrownBy(() -> time.advance(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> time.advanceTo(T0.minusMillis(1)));
        time.advanceTo(T0);
        assertThat(time.instant()).isEqualTo(T0);
    }

    @Test
    void aTaskMustNotMoveTheClock() {
        List<Throwable> thrown = new ArrayList<>();
        time.at(T0.plusSeconds(1), "greedy", () -> {
            thrown.add(catchThrowable(() -> time.advance(Duration.ofSeconds(1))));
            thrown.add(catchThrowable(() -> time.advanceTo(T0.plusSeconds(60))));
            thrown.add(catchThrowable(time::advanceToNextTask));
        });
        time.advance(Duration.ofSeconds(2));
        assertThat(thrown).hasSize(3).allSatisfy(t -> assertThat(t).isInstanceOf(IllegalStateException.class));
        assertThat(seconds()).isEqualTo(2);
    }

    @ExpectedErrors("on purpose")
    @Test
    void aFailingTaskKeepsNoOtherFromRunning() {
        time.at(T0.plusSeconds(1), "fails", () -> {
            throw new IllegalStateException("on purpose");
        });
        plan(2, "next");
        time.advance(Duration.ofSeconds(3));
        assertThat(ran).containsExactly("next@2");
        assertThat(seconds()).isEqualTo(3);
    }

    @Test
    void advancingWaitsForWorkOnOtherThreadsBeforeItGoesOn() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        List<CompletableFuture<Void>> work = Collections.synchronizedList(new ArrayList<>());
        time.at(T0.plusSeconds(1), "asks", () -> {
            Hold hold = time.hold("work");
            work.add(CompletableFuture.runAsync(() -> {
                try (hold) {
                    started.countDown();
                    await(finish);
                    plan(1, "answer");
                }
            }));
        });
        plan(5, "later");

        CompletableFuture<Void> advance = CompletableFuture.runAsync(() -> time.advance(Duration.ofSeconds(10)));
        await(started);
        assertThat(advance).isNotDone();
        assertThat(seconds()).isEqualTo(1);
        finish.countDown();
        advance.get(60, TimeUnit.SECONDS);

        assertThat(work).hasSize(1);
        assertThat(ran).containsExactly("answer@1", "later@5");
        assertThat(seconds()).isEqualTo(10);
    }

    @Test
    void resetGoesBackToTheWallAndKeepsTheTasks() {
        plan(100, "waits");
        time.freeze(true);
        time.advance(Duration.ofSeconds(50));

        time.reset();

        assertThat(time.instant()).isEqualTo(T0);
        assertThat(time.isFrozen()).isFalse();
        assertThat(time.offset()).isZero();
        assertThat(time.pending()).extracting(Pending::what).containsExactly("waits");
        time.advance(Duration.ofSeconds(100));
        assertThat(ran).containsExactly("waits@100");
    }

    @Test
    void itTicksWithTheWallAndRunsWhatFallsDue() throws Exception {
        try (WallTime wall = new WallTime()) {
            VirtualTime ticking = new VirtualTime(wall);
            CompletableFuture<Instant> first = new CompletableFuture<>();
            CompletableFuture<Instant> second = new CompletableFuture<>();
            Instant due = ticking.instant().plusMillis(40);
            ticking.at(due.plusMillis(40), "second", () -> second.complete(ticking.instant()));
            ticking.at(due, "first", () -> first.complete(ticking.instant()));

            assertThat(first.get(60, TimeUnit.SECONDS)).isAfterOrEqualTo(due);
            assertThat(second.get(60, TimeUnit.SECONDS)).isAfterOrEqualTo(due.plusMillis(40));
        }
    }

    @Test
    void aTickingClockThatWasAdvancedStaysAhead() throws Exception {
        try (WallTime wall = new WallTime()) {
            VirtualTime ticking = new VirtualTime(wall);
            Instant before = ticking.instant();
            CompletableFuture<Instant> ranAt = new CompletableFuture<>();
            Instant due = before.plus(Duration.ofHours(5));
            ticking.at(due, "in five hours", () -> ranAt.complete(ticking.instant()));

            ticking.advance(Duration.ofHours(6));

            assertThat(ranAt).isCompletedWithValue(due);
            assertThat(ticking.instant()).isAfterOrEqualTo(before.plus(Duration.ofHours(6)));
            assertThat(ticking.offset())
                    .isBetween(
                            Duration.ofHours(6).minusMinutes(1),
                            Duration.ofHours(6).plusSeconds(1));

            CompletableFuture<Instant> next = new CompletableFuture<>();
            ticking.at(ticking.instant().plusMillis(20), "soon", () -> next.complete(ticking.instant()));
            assertThat(next.get(60, TimeUnit.SECONDS)).isAfter(due);
        }
    }

    @Test
    void aFrozenClockStandsAndTicksAgainFromWhereItStood() throws Exception {
        try (WallTime wall = new WallTime()) {
            VirtualTime ticking = new VirtualTime(wall);
            ticking.freeze(true);
            Instant stood = ticking.instant();
            CompletableFuture<Instant> ranAt = new CompletableFuture<>();
            ticking.at(stood.plusMillis(5), "waits", () -> ranAt.complete(ticking.instant()));
            Instant wallThen = wall.instant().plusMillis(20);
            while (wall.instant().isBefore(wallThen)) {
                Thread.onSpinWait();
            }

            assertThat(ticking.isFrozen()).isTrue();
            assertThat(ticking.instant()).isEqualTo(stood);
            assertThat(ranAt).isNotDone();
            ticking.advance(Duration.ofMillis(1));
            assertThat(ticking.instant()).isEqualTo(stood.plusMillis(1));

            ticking.freeze(false);
            assertThat(ticking.instant()).isBetween(stood.plusMillis(1), wall.instant());
            assertThat(ranAt.get(60, TimeUnit.SECONDS)).isAfterOrEqualTo(stood.plusMillis(5));
        }
    }

    @Test
    void thousandsOfTasksRunInOrder() {
        SplittableRandom random = new SplittableRandom(42);
        List<Pending> seen = new ArrayList<>();
        List<Pending> expected = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            Pending task = new Pending(T0.plusMillis(random.nextInt(2_000)), "task " + i);
            expected.add(task);
            time.at(task.due(), task.what(), () -> seen.add(new Pending(time.instant(), task.what())));
        }
        expected.sort(java.util.Comparator.comparing(Pending::due));
        assertThat(time.pending()).isEqualTo(expected);

        while (time.instant().isBefore(T0.plusMillis(2_000))) {
            time.advance(Duration.ofMillis(random.nextInt(50)));
        }

        assertThat(seen).isEqualTo(expected);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
