package io.hydrant.destination;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CpuPermitsTest {
    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void asManyAsAllowedWorkAtTheSameTimeAndNoMore() throws Exception {
        CpuPermits turns = new CpuPermits(2);
        CountDownLatch bothIn = new CountDownLatch(2);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(threads.submit(() -> turns.take(() -> {
                int now = inside.incrementAndGet();
                most.accumulateAndGet(now, Math::max);
                bothIn.countDown();
                await(bothIn);
                inside.decrementAndGet();
                return now;
            })));
        }
        for (Future<Integer> each : all) {
            assertThat(each.get()).isBetween(1, 2);
        }
        assertThat(most).hasValue(2);
    }

    @Test
    void aTurnEndsWithItsFailure() throws IOException {
        CpuPermits turns = new CpuPermits(1);

        assertThatThrownBy(() -> turns.take(() -> {
                    throw new IOException("disk");
                }))
                .hasMessage("disk");
        assertThat(turns.take(() -> "next")).isEqualTo("next");
    }

    @Test
    void whoRestsLetsAnotherWorkMeanwhile() throws Exception {
        CpuPermits turns = new CpuPermits(1);
        List<String> order = new CopyOnWriteArrayList<>();

        turns.run(() -> {
            order.add("begun");
            turns.rest(() -> {
                CountDownLatch done = new CountDownLatch(1);
                threads.execute(() -> turns.run(() -> {
                    order.add("another");
                    done.countDown();
                }));
                await(done);
            });
            order.add("ended");
        });

        assertThat(order).containsExactly("begun", "another", "ended");
        assertThat(turns.take(() -> "next")).isEqualTo("next");
    }

    @Test
    void aRestThatFailsGivesTheTurnBackOnce() throws Exception {
        CpuPermits turns = new CpuPermits(1);

        assertThatThrownBy(() -> turns.run(() -> turns.rest(() -> {
                    throw new IllegalStateException("no server");
                })))
                .hasMessage("no server");

        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(threads.submit(() -> turns.take(() -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                return inside.decrementAndGet();
            })));
        }
        for (Future<Integer> each : all) {
            assertThat(each.get()).isZero();
        }
        assertThat(most).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
