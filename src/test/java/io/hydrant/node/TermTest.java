package io.hydrant.node;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.hydrant.store.Node;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TermTest {
    private static final Duration LENGTH = Duration.ofSeconds(5);

    /** The machine's running clock may begin anywhere, and pass from the highest number to the lowest. */
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);

    private final Term term = new Term(new Node("id", "localhost:1", "1.0"), 7, nanos::get);

    @Test
    void itLastsFromTheQuestionThatRenewedIt() {
        long asked = nanos.get();
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        term.renew(asked, LENGTH);
        assertThat(term.isValid()).isTrue();

        nanos.set(asked + LENGTH.toNanos() - 1);
        assertThat(term.isValid()).isTrue();
        nanos.incrementAndGet();
        assertThat(term.isValid()).isFalse();

        term.renew(nanos.get(), LENGTH);
        assertThat(term.isValid()).isTrue();
    }

    @Test
    void whatWasEndedIsNotRenewed() {
        term.renew(nanos.get(), LENGTH);
        assertThat(term.isOver()).isFalse();

        term.end();
        term.renew(nanos.get(), LENGTH);

        assertThat(term.isOver()).isTrue();
        assertThat(term.isValid()).isFalse();
    }
}
