package io.hydrant.destination.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The time zones that {@code CustomTimeZone} may name: UTC, and the names that CLDR treats as canonical. Recorded: AWS takes
 * {@code Asia/Calcutta} and refuses {@code Asia/Kolkata}, {@code Europe/Kyiv} and {@code EST}. That the list is CLDR's is a guess.
 */
final class CustomTimeZones {
    private CustomTimeZones() {}

    static boolean contains(String zone) {
        return zone.equals("UTC") || Names.ALL.contains(zone);
    }

    /** Read with the first stream that names a zone. */
    private static final class Names {
        private static final Set<String> ALL = read();

        private static Set<String> read() {
            try (InputStream in = CustomTimeZones.class.getResourceAsStream("custom-time-zones.txt")) {
                if (in == null) {
                    throw new IllegalStateException("custom-time-zones.txt is missing");
                }
                return Set.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .strip()
                        .split("\n"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
