package io.hydrant.jq.function;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.jq.filter.Env;
import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.filter.Out;
import io.hydrant.jq.filter.Path;
import io.hydrant.jq.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A filter that goes on with its own outputs. The last output of a round is gone on with in place, so that a long loop needs no
 * deep stack.
 */
final class Loop implements Filter {
    private final Round round;

    private Loop(Round round) {
        this.round = round;
    }

    /** What is done with one value: some of it is emitted, and what is to follow is told. */
    @FunctionalInterface
    private interface Round {
        void run(Env env, @Nullable Path path, JsonNode in, Out out, Out following);
    }

    /** Emits values as long as the condition holds. */
    static Filter whileTrue(Filter condition, Filter update) {
        return new Loop((env, path, in, out, following) -> condition.run(env, null, in, (place, holds) -> {
            if (Json.isTrue(holds)) {
                out.emit(path, in);
                update.run(env, path, in, following);
            }
        }));
    }

    /** Emits the first value for which the condition holds. */
    static Filter untilTrue(Filter condition, Filter update) {
        return new Loop((env, path, in, out, following) -> condition.run(env, null, in, (place, holds) -> {
            if (Json.isTrue(holds)) {
                out.emit(path, in);
            } else {
                update.run(env, path, in, following);
            }
        }));
    }

    /** Emits the value, then what the filter makes of it, and so on. */
    static Filter recurse(Filter filter) {
        return new Loop((env, path, in, out, following) -> {
            out.emit(path, in);
            filter.run(env, path, in, following);
        });
    }

    private record Place(@Nullable Path path, JsonNode value) {}

    @Override
    public void run(Env env, @Nullable Path path, JsonNode in, Out out) {
        Place place = new Place(path, in);
        while (true) {
            env.run().step();
            List<Place> following = new ArrayList<>(1);
            RuntimeException failure = round(env, place, out, following);
            int last = failure == null ? following.size() - 1 : following.size();
            for (int i = 0; i < last; i++) {
                run(env, following.get(i).path, following.get(i).value, out);
            }
            if (failure != null) {
                throw failure;
            }
            if (last < 0) {
                return;
            }
            place = following.get(last);
        }
    }

    /** Runs one round; a failure waits until what came before it is done. */
    private @Nullable RuntimeException round(Env env, Place place, Out out, List<Place> following) {
        RuntimeException[] emitted = new RuntimeException[1];
        try {
            round.run(
                    env,
                    place.path,
                    place.value,
                    (path, value) -> {
                        try {
                            out.emit(path, value);
                        } catch (RuntimeException e) {
                            emitted[0] = e;
                            throw e;
                        }
                    },
                    (path, value) -> {
                        env.run().allocate(Integer.SIZE);
                        following.add(new Place(path, value));
                    });
            return null;
        } catch (RuntimeException e) {
            if (e == emitted[0]) {
                throw e;
            }
            return e;
        }
    }
}
