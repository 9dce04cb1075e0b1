package io.hydrant.service.s3.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

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

    /** Behind which version a page begins; an empty {@code versionId} means behind all versions of the key. */
    public record Position(String key, String versionId) {}

    /** What is asked for; as {@link Listing.Query}. */
    public record Query(String prefix, String delimiter, Position after, int maxKeys) {}

    static VersionListing of(NavigableMap<String, List<StoredObject>> all, Query query) {
        List<Entry> entries = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        Position last = new Position("", "");
        if (query.maxKeys() == 0) {
            return new VersionListing(entries, prefixes, Optional.empty());
        }
        boolean withinKey = !query.after().versionId().isEmpty();
        for (Map.Entry<String, List<StoredObject>> each :
                all.tailMap(query.prefix(), true).entrySet()) {
            String key = each.getKey();
            if (!key.startsWith(query.prefix())) {
                break;
            }
            int order = query.after().key().isEmpty()
                    ? 1
                    : KeyOrder.INSTANCE.compare(key, query.after().key());
            if (order < 0 || (order == 0 && !withinKey)) {
                continue;
            }
            Optional<String> group = Listing.commonPrefix(key, query.prefix(), query.delimiter());
            if (group.isPresent()) {
                String prefix = group.get();
                boolean told = prefix.equals(query.after().key())
                        || (!prefixes.isEmpty()
                                && prefixes.get(prefixes.size() - 1).equals(prefix));
                if (told) {
                    continue;
                }
                if (entries.size() + prefixes.size() == query.maxKeys()) {
                    return new VersionListing(entries, prefixes, Optional.of(last));
                }
                prefixes.add(prefix);
                last = new Position(prefix, "");
                continue;
            }
            boolean passed = order > 0;
            for (int i = 0; i < each.getValue().size(); i++) {
                StoredObject version = each.getValue().get(i);
                if (!passed) {
                    passed = version.versionId().equals(query.after().versionId());
                    continue;
                }
                if (entries.size() + prefixes.size() == query.maxKeys()) {
                    return new VersionListing(entries, prefixes, Optional.of(last));
                }
                entries.add(new Entry(version, i == 0));
                last = new Position(key, version.versionId());
            }
        }
        return new VersionListing(entries, prefixes, Optional.empty());
    }
}
