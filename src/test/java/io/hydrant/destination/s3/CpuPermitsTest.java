package io.hydrant.destination.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
