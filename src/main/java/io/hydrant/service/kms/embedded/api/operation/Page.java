package io.hydrant.service.kms.embedded.api.operation;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import io.hydrant.service.kms.embedded.key.KmsErrors;
import org.jspecify.annotations.Nullable;

/** A part of a list; the marker is where the next part begins. */
public record Page<T>(List<T> items, @Nullable String nextMarker) {
    private static final String PREFIX = "from:";

    /**
     * The page that {@code marker} begins.
     *
     * @throws io.hydrant.aws.AwsException {@code ValidationException} for a limit out of bounds, {@code InvalidMarkerException}
     */
    public static <T> Page<T> of(
            List<T> all, @Nullable Integer limit, int byDefault, int most, @Nullable String marker) {
        int size = limit == null ? byDefault : limit;
        if (size < 1) {
            throw KmsErrors.constraint(
                    Integer.toString(size), "limit", "Member must have value greater than or equal to 1");
        }
        if (size > most) {
            throw KmsErrors.constraint(
                    Integer.toString(size), "limit", "Member must have value less than or equal to " + most);
        }
        int from = Math.min(marker == null ? 0 : read(marker), all.size());
        int to = Math.min(from + size, all.size());
        return new Page<>(List.copyOf(all.subList(from, to)), to < all.size() ? write(to) : null);
    }

    /** Whether more follows. */
    public boolean isTruncated() {
        return nextMarker != null;
    }

    private static String write(int from) {
        return Base64.getUrlEncoder().encodeToString((PREFIX + from).getBytes(StandardCharsets.US_ASCII));
    }

    private static int read(String marker) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.US_ASCII);
            if (text.matches("from:[0-9]{1,9}")) {
                return Integer.parseInt(text.substring(PREFIX.length()));
            }
        } catch (IllegalArgumentException e) {
            throw KmsErrors.invalidMarker();
        }
        throw KmsErrors.invalidMarker();
    }
}
