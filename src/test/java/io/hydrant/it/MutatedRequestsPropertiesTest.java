package io.hydrant.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

import io.hydrant.Hydrant;
import io.hydrant.support.KnownPrimes;
import io.hydrant.support.Soak;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** No request, however odd, ends in an error of Hydrant itself. */
@ExtendWith(KnownPrimes.class)
class MutatedRequestsPropertiesTest {
    private static final int REQUESTS = Soak.steps(1_000, 1_500);

    /** After so many requests the keys and the bucket that they are about are made again. */
    private static final int ROUND = 400;

    private static final int MOST_TOLD = 20;
    private static final int NOT_IMPLEMENTED = 501;

    static LongStream seeds() {
        return Soak.seeds(15, 2_026);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noRequestEndsInAnErrorOfHydrantItself(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> failed = new ArrayList<>();
        try (Hydrant hydrant = Hydrant.start();
                ClientsOf clients = ClientsOf.defaults(hydrant)) {
            hydrant.control().freeze(true);
            RequestCorpus corpus = RequestCorpus.of(random, clients);
            for (int i = 0; i < REQUESTS && failed.size() < MOST_TOLD; i++) {
                if (i % ROUND == ROUND - 1) {
                    hydrant.control().reset();
                    corpus = RequestCorpus.of(random, clients);
                }
                MutatedRequest request = corpus.next();
                int status = send(hydrant, request);
                if (status >= 500 && status != NOT_IMPLEMENTED) {
                    failed.add("request " + i + ":\n" + request);
                }
            }
        }
        assertThat(failed).as("answered with 5xx, seed %d", seed).isEmpty();
    }

    private static int send(Hydrant hydrant, MutatedRequest request) throws IOException {
        try (RawHttp connection = new RawHttp(hydrant.endpoint())) {
            connection.send(request.head(), request.body());
            return Integer.parseInt(connection.head().substring(9, 12));
        }
    }
}
