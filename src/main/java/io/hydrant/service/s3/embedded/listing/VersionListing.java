package io.hydrant.service.s3.embedded.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

import io.hydrant.service.s3.embedded.object.StoredObject;

/**
 * One page of all versions.
 *
 * @param entries in the order of their keys, newest first within a key
 * @param next where the next page begins when there is one
 */
public record VersionListing(List<Entry> entries, List<String> commonPrefixes, Optional<Position> next) {
    public VersionListing {
        entries = List.copyOf(entries);
        commonPrefixes = List.copyOf(commonPrefixes);
    }

    /** A version, and whether it is the newest of its key. */
    public record Entry(StoredObject object, boolean latest) {}

    /**
     * Behind which version a page begins; the version need not be there any more.
     *
     * @param key behind all keys of its common prefix, where the delimiter makes one
     * @param versionId empty for behind all versions of the key
     */
    public record Position(String key, String versionId) {}

    /** What is asked for; as {@link Listing.Query}. */
    public record Query(String prefix, String delimiter, Position after, int maxKeys) {}

    /** The page of {@code all}, which has the versions of each key, newest first. */
    public static VersionListing of(NavigableMap<String, List<StoredObject>> all, VersionOrder order, Query query) {
        List<Entry> entries = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        if (query.maxKeys() == 0) {
            return new VersionListing(entries, prefixes, Optional.empty());
        }
        Position after = query.after();
        String keyMarker = Listing.behind(after.key(), query.prefix(), query.delimiter());
        Position last = new Position("", "");
        for (Map.Entry<String, List<StoredObject>> each :
                all.tailMap(first(query.prefix(), keyMarker), true).entrySet()) {
            String key = each.getKey();
            if (!key.startsWith(query.prefix())) {
                break;
            }
            Optional<String> group = Listing.commonPrefix(key, query.prefix(), query.delimiter());
            if (group.isPresent()) {
                String prefix = group.get();
                if (prefix.equals(keyMarker) || prefix.equals(last.key())) {
                    continue;
                }
                if (entries.size() + prefixes.size() == query.maxKeys()) {
                    return new VersionListing(entries, prefixes, Optional.of(last));
                }
                prefixes.add(prefix);
                last = new Position(prefix, "");
                continue;
            }
            List<StoredObject> versions = each.getValue();
            int begin = 0;
            if (key.equals(keyMarker)) {
                begin = after.versionId().isEmpty() ? versions.size() : order.behind(key, versions, after.versionId());
            }
            for (int i = begin; i < versions.size(); i++) {
                if (entries.size() + prefixes.size() == query.maxKeys()) {
                    return new VersionListing(entries, prefixes, Optional.of(last));
                }
                StoredObject version = versions.get(i);
                entries.add(new Entry(version, i == 0));
                last = new Position(key, version.versionId());
            }
        }
        return new VersionListing(entries, prefixes, Optional.empty());
    }

    private static String first(String prefix, String marker) {
        return KeyOrder.INSTANCE.compare(marker, prefix) > 0 ? marker : prefix;
    }
}
