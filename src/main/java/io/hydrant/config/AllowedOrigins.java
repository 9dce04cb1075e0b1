package io.hydrant.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.hydrant.http.Origin;

/**
 * The value of {@code HYDRANT_ALLOWED_ORIGINS}.
 *
 * @param all whether every page may call
 * @param origins beside those of this machine
 */
public record AllowedOrigins(boolean all, List<Origin> origins) {
    private static final String ALL = "*";

    public AllowedOrigins {
        origins = List.copyOf(origins);
    }

    /** The origins that {@code texts} write; empty when one of them is none. */
    static Optional<AllowedOrigins> read(List<String> texts) {
        boolean all = false;
        List<Origin> origins = new ArrayList<>();
        for (String text : texts) {
            Optional<Origin> origin = Origin.of(text);
            if (origin.isPresent()) {
                origins.add(origin.get());
            } else if (text.equals(ALL)) {
                all = true;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new AllowedOrigins(all, origins));
    }

    @Override
    public String toString() {
        return all ? ALL : origins.stream().map(Origin::toString).collect(Collectors.joining(","));
    }
}
