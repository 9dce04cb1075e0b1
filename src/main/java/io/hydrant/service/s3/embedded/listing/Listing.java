package io.hydrant.service.s3.embedded.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

import io.hydrant.service.s3.embedded.object.StoredObject;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param objects in the order of their keys
 * @param commonPrefixes in order; each counts as one entry
 * @param next the last key or common prefix of the page when there is more behind it
 */
public record Listing(List<StoredObject> objects, List<String> commonPrefixes, Optional<String> next) {
    /** Behind every key that begins with a prefix: the greatest code point there is. */
    private static final String GREATEST = Character.toString(Character.MAX_CODE_POINT);

    public Listing {
        objects = List.copyOf(objects);
        commonPrefixes = List.copyOf(commonPrefixes);
    }

    /** Whether there is more behind this page. */
    public boolean isTruncated() {
        return next.isPresent();
    }

    /**
     * What is asked for.
     *
     * @param prefix keys begin with it; may be empty
     * @param delimiter ends a common prefix; empty for none
     * @param after the page begins behind it; empty for the beginning. A common prefix is passed over as a whole
     * @param maxKeys 0 to 1000
     */
    public record Query(String prefix, String delimiter, String after, int maxKeys) {}

    /** The page of {@code all}, which has the versions of each key, newest first. */
    public static Listing of(NavigableMap<String, List<StoredObject>> all, Query query) {
        List<StoredObject> objects = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        if (query.maxKeys() == 0) {
            return new Listing(objects, prefixes, Optional.empty());
        }
        String last = "";
        Map.Entry<String, List<StoredObject>> entry = first(all, query);
        while (entry != null && entry.getKey().startsWith(query.prefix())) {
            String key = entry.getKey();
            StoredObject newest = entry.getValue().get(0);
            if (newest.deleteMarker()) {
                entry = all.higherEntry(key);
                continue;
            }
            Optional<String> group = commonPrefix(key, query.prefix(), query.delimiter());
            if (group.isPresent() && group.get().equals(query.after())) {
                entry = all.higherEntry(group.get() + GREATEST);
                continue;
            }
            if (objects.size() + prefixes.size() == query.maxKeys()) {
                return new Listing(objects, prefixes, Optional.of(last));
            }
            if (group.isPresent()) {
                last = group.get();
                prefixes.add(last);
                entry = all.higherEntry(last + GREATEST);
            } else {
                last = key;
                objects.add(newest);
                entry = all.higherEntry(key);
            }
        }
        return new Listing(objects, prefixes, Optional.empty());
    }

    /** The part of {@code key} up to and with the first delimiter behind the prefix. */
    public static Optional<String> commonPrefix(String key, String prefix, String delimiter) {
        if (delimiter.isEmpty()) {
            return Optional.empty();
        }
        int at = key.indexOf(delimiter, prefix.length());
        return at < 0 ? Optional.empty() : Optional.of(key.substring(0, at + delimiter.length()));
    }

    /**
     * A marker as listings take it: inside a common prefix it stands for the whole of it, which was told on an earlier page.
     * Recorded from AWS for ListObjects, ListObjectVersions and ListMultipartUploads; {@code start-after} is taken as it is.
     */
    public static String behind(String marker, String prefix, String delimiter) {
        return marker.startsWith(prefix)
                ? commonPrefix(marker, prefix, delimiter).orElse(marker)
                : marker;
    }

    private static Map.@Nullable Entry<String, List<StoredObject>> first(
            NavigableMap<String, List<StoredObject>> all, Query query) {
        return KeyOrder.INSTANCE.compare(query.after(), query.prefix()) >= 0
                        && !query.after().isEmpty()
                ? all.higherEntry(query.after())
                : all.ceilingEntry(query.prefix());
    }
}
