package io.hydrant.time;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

import org.junit.jupiter.api.Test;

import static io.hydrant.time.Holds.LATE_MILLIS;
import static io.hydrant.time.Holds.LONGEST_MILLIS;
import static io.hydrant.time.Holds.PATIENCE_MILLIS;
import static io.hydrant.time.Holds.SHORT_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** How long a move of the clock waits by a wall that only counts. */
class HoldsTest {
    private static final Instant T0 = Instant.parse("2026-11-28T12:00:00Z");
    private static final Duration TIME_OUT = Duration.ofMinutes(3);

    private final CountingWall wall = new CountingWall();
    private final VirtualTime time = new VirtualTime(T0, wall);
    private final List<String> ended = new ArrayList<>();

    @Test
    void workThatHangsIsWaitedForOnce() {
        hangs("orders", 0);

        time.advance(Duration.ofMinutes(10));

        assertThat(ended).containsExactly("orders timed out at 180");
        assertThat(wall.waited).isEqualTo(PATIENCE_MILLIS);
    }

    @Test
    void oneWaitIsEnoughForAllThatHangFromTheSameInstant() {
        for (int i = 0; i < 50; i++) {
            hangs("stream " + i, 0);
        }

        time.advance(Duration.ofMinutes(10));

        assertThat(ended).hasSize(50);
        assertThat(wall.waited).isEqualTo(PATIENCE_MILLIS);
    }

    @Test
    void thoseThatBeginToHangWhileAnotherHangsShareTheWait() {
        for (int i = 0; i < 40; i++) {
            int stream = i;
            time.at(T0.plusSeconds(i), "flush " + i, () -> hangs("stream " + stream, 0));
        }

        time.advance(Duration.ofMinutes(10));

        assertThat(ended).hasSize(40);
        assertThat(wall.waited).isEqualTo(LATE_MILLIS + 38 * SHORT_MILLIS + PATIENCE_MILLIS);
    }

    @Test
    void whatHangsAgainAndAgainIsWaitedForShortly() {
        hangs("orders", 40);

        time.advance(Duration.ofHours(3));

        assertThat(ended).hasSize(41);
        assertThat(wall.waited).isEqualTo(PATIENCE_MILLIS + 40 * SHORT_MILLIS);
    }

    @Test
    void workBesideOneThatHangsIsNotTimedOutBeforeItsPatienceIsOver() {
        hangs("orders", 0);
        time.at(T0.plusSeconds(5), "flush", () -> answers("slow", PATIENCE_MILLIS - 1));
        time.at(T0.plusSeconds(6), "beside", () -> ended.add("beside at " + seconds()));

        time.advance(Duration.ofMinutes(10));

        assertThat(ended).containsExactly("beside at 6", "slow answered at 6", "orders timed out at 180");
    }

    @Test
    void slowWorkIsDoneBeforeTheClockGoesToAnyTimeOut() {
        answers("slow", PATIENCE_MILLIS - 1);
        time.at(T0.plusSeconds(1), "beside", () -> ended.add("beside at " + seconds()));
        time.at(T0.plusSeconds(60), "a minute later", () -> ended.add("a minute later"));

        time.advance(Duration.ofMinutes(10));

        assertThat(ended).containsExactly("beside at 1", "slow answered at 1", "a minute later");
        assertThat(wall.waited).isEqualTo(PATIENCE_MILLIS - 1);
    }

    @Test
    void workThatIsNotLateIsDoneBeforeTheClockGoesOn() {
        answers("prompt", LATE_MILLIS - 1);
        time.at(T0.plusSeconds(1), "beside", () -> ended.add("beside at " + seconds()));

        time.advance(Duration.ofMinutes(10));

        assertThat(ended).containsExactly("prompt answered at 0", "beside at 1");
    }

    @Test
    void aMoveThatEndsBeforeTheTimeOutLeavesTheWorkToTheNext() {
        hangs("orders", 0);

        time.advance(Duration.ofMinutes(1));

        assertThat(ended).isEmpty();
        assertThat(wall.waited).isEqualTo(PATIENCE_MILLIS);
        assertThat(time.pending()).extracting(Pending::what).containsExactly("time out orders");

        time.advance(Duration.ofMinutes(3));

        assertThat(ended).containsExactly("orders timed out at 180");
        assertThat(wall.waited).isEqualTo(PATIENCE_MILLIS);
    }

    @Test
    void workThatSleepsIsNotWaitedFor() {
        Hold hold = time.holdThatMayHang("work of orders", "orders");
        hold.here();
        sleepsAndAsks(hold, 5);

        time.advance(Duration.ofMinutes(10));

        assertThat(ended)
                .containsExactly("asks at 10", "asks at 20", "asks at 30", "asks at 40", "asks at 50", "done at 50");
        assertThat(wall.waited).isEqualTo(5);
        assertThat(time.pending()).isEmpty();
    }

    /** Wakes every ten seconds, and is answered a millisecond of the wall later. */
    private void sleepsAndAsks(Hold hold, int left) {
        time.wake(time.instant().plusSeconds(10), "wake orders", "orders", () -> {
            ended.add("asks at " + seconds());
            Cancellable timeOut = time.timeOut(time.instant().plus(TIME_OUT), "time out orders", "orders", () -> {});
            wall.in(1, () -> {
                timeOut.cancel();
                if (left == 1) {
                    ended.add("done at " + seconds());
                    hold.close();
                } else {
                    sleepsAndAsks(hold, left - 1);
                }
            });
        });
    }

    @Test
    void sleepDoesNotHideOtherWorkOfItsOwner() {
        Hold hold = time.holdThatMayHang("delivery of orders", "orders");
        hold.here();
        answers("orders", PATIENCE_MILLIS - 1);
        time.wake(T0.plusSeconds(70), "wake orders", "orders", () -> {
            ended.add("woke at " + seconds());
            hold.close();
        });

        time.advance(Duration.ofSeconds(70));

        assertThat(ended).containsExactly("orders answered at 0", "woke at 70");
    }

    @Test
    void workWhoseSleepIsCancelledIsWaitedForAgain() {
        Hold hold = time.holdThatMayHang("work of orders", "orders");
        hold.here();
        Cancellable sleep = time.wake(T0.plusSeconds(70), "wake orders", "orders", () -> ended.add("woke"));
        assertThat(sleep.cancel()).isTrue();
        wall.in(PATIENCE_MILLIS - 1, () -> {
            ended.add("done at " + seconds());
            hold.close();
        });

        time.advance(Duration.ofMinutes(3));

        assertThat(ended).containsExactly("done at 0");
    }

    @Test
    void workThatSleepsOnItsThreadIsNotWaitedForAndWorkOfTheSameNameIs() {
        Hold hold = time.hold("delivery of orders");
        hold.here();
        Hold beside = time.hold("delivery of orders");
        wall.in(20, () -> {
            ended.add("beside at " + seconds());
            beside.close();
        });
        time.wake(T0.plusSeconds(70), "wake orders", "orders", () -> {
            ended.add("woke at " + seconds());
            wall.in(5, () -> {
                ended.add("done at " + seconds());
                hold.close();
            });
        });
        hold.awaitStill();

        time.advance(Duration.ofSeconds(80));

        assertThat(ended).containsExactly("beside at 0", "woke at 70", "done at 70");
        assertThat(wall.waited).isEqualTo(25);
    }

    @Test
    void workThatSleepsOnItsThreadIsLeftAloneAtTheEnd() {
        Hold hold = time.hold("delivery of orders");
        hold.here();
        Cancellable sleep = time.wake(T0.plus(Duration.ofHours(1)), "wake orders", "orders", () -> ended.add("woke"));

        time.advance(Duration.ofMinutes(10));

        assertThat(wall.waited).isEqualTo(0);
        assertThat(sleep.cancel()).isTrue();
        assertThat(catchThrowable(() -> time.advance(Duration.ofHours(1))))
                .hasMessage("Still in flight: [delivery of orders]");
        assertThat(ended).isEmpty();
    }

    @Test
    void theClockItselfDoesNotWaitForTheClock() {
        time.at(T0.plusSeconds(1), "a task", () -> {
            try {
                new Pauses().until(T0.plusSeconds(60), time, "wake", "orders");
                ended.add("went on at " + seconds());
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        time.advance(Duration.ofSeconds(2));

        assertThat(ended).containsExactly("went on at 1");
    }

    /** A worker thread needs a moment to see that its time is over. */
    @Test
    void workWhoseTimeIsOverIsWaitedFor() {
        Hold hold = time.holdThatMayHang("work of orders", "orders");
        time.timeOut(
                T0.plus(TIME_OUT),
                "time out orders",
                "orders",
                () -> wall.in(PATIENCE_MILLIS - 1, () -> {
                    ended.add("orders timed out at " + seconds());
                    hold.close();
                }));
        time.at(T0.plus(TIME_OUT).plusSeconds(1), "beside", () -> ended.add("beside at " + seconds()));

        time.advance(Duration.ofMinutes(10));

        assertThat(ended).containsExactly("orders timed out at 180", "beside at 181");
    }

    /** One delivery may be several requests, one after the other. */
    @Test
    void eachRequestHasItsOwnPatience() {
        Hold hold = time.holdThatMayHang("work of orders", "orders");
        Runnable third = () -> {
            ended.add("third answered at " + seconds());
            hold.close();
        };
        Cancellable first = timeOut("orders");
        wall.in(PATIENCE_MILLIS - 1, () -> {
            first.cancel();
            Cancellable second = timeOut("orders");
            wall.in(PATIENCE_MILLIS - 1, () -> {
                second.cancel();
                Cancellable last = timeOut("orders");
                wall.in(PATIENCE_MILLIS - 1, () -> {
                    last.cancel();
                    third.run();
                });
            });
        });
        time.at(T0.plusSeconds(100), "beside", () -> ended.add("beside at " + seconds()));

        time.advance(Duration.ofMinutes(10));

        assertThat(ended).containsExactly("third answered at 0", "beside at 100");
    }

    private Cancellable timeOut(String who) {
        return time.timeOut(time.instant().plus(TIME_OUT), "time out " + who, who, () -> ended.add(who + " timed out"));
    }

    @Test
    void otherWorkIsWaitedForAtTheEndAndNamed() {
        Hold hold = time.hold("a call to KMS");
        time.at(T0.plusSeconds(1), "beside", () -> ended.add("beside at " + seconds()));

        Throwable thrown = catchThrowable(() -> time.advance(Duration.ofMinutes(1)));

        assertThat(thrown).hasMessage("Still in flight: [a call to KMS]");
        assertThat(ended).containsExactly("beside at 1");
        assertThat(wall.waited).isEqualTo(PATIENCE_MILLIS + LONGEST_MILLIS);
        hold.close();
        time.advance(Duration.ofMinutes(1));
    }

    @Test
    void aTaskThatIsCancelledWhileTheClockWaitsDoesNotRunAndHurriesNobody() {
        Hold hold = time.holdThatMayHang("first");
        Cancellable task = time.at(T0.plusSeconds(1), "cancelled", () -> ended.add("cancelled"));
        wall.in(100, () -> {
            task.cancel();
            hold.close();
        });

        time.advance(Duration.ofMinutes(10));

        assertThat(ended).isEmpty();
        assertThat(wall.waited).isEqualTo(100);
    }

    private long seconds() {
        return Duration.between(T0, time.instant()).toSeconds();
    }

    /** Work that nobody answers, ended by a time-out on the clock, and begun {@code again} so often a second after. */
    private void hangs(String who, int again) {
        Hold hold = time.holdThatMayHang("work of " + who, who);
        time.timeOut(time.instant().plus(TIME_OUT), "time out " + who, who, () -> {
            ended.add(who + " timed out at " + seconds());
            hold.close();
            if (again > 0) {
                time.at(time.instant().plusSeconds(1), "retry " + who, () -> hangs(who, again - 1));
            }
        });
    }

    /** Work that is answered after so long by the wall. */
    private void answers(String who, long millis) {
        Hold hold = time.holdThatMayHang("work of " + who, who);
        Cancellable timeOut = time.timeOut(
                time.instant().plus(TIME_OUT),
                "time out " + who,
                who,
                () -> ended.add(who + " timed out at " + seconds()));
        wall.in(millis, () -> {
            if (timeOut.cancel()) {
                ended.add(who + " answered at " + seconds());
            }
            hold.close();
        });
    }

    /** A wall on which time passes only by waiting. */
    private static final class CountingWall implements Holds.Wall {
        private final PriorityQueue<Event> events = new PriorityQueue<>();
        private long waited;

        private record Event(long at, Runnable action) implements Comparable<Event> {
            @Override
            public int compareTo(Event other) {
                return Long.compare(at, other.at);
            }
        }

        void in(long millis, Runnable action) {
            events.add(new Event(waited + millis, action));
        }

        @Override
        public long nanoTime() {
            return waited * 1_000_000L;
        }

        @Override
        public void await(Object monitor, long millis) {
            long end = waited + millis;
            Event next = events.peek();
            if (next != null && next.at() <= end) {
                events.remove();
                waited = next.at();
                next.action().run();
            } else {
                waited = end;
            }
        }
    }
}
