package io.hydrant.service.s3.embedded.upload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.hydrant.service.s3.embedded.listing.KeyOrder;
import io.hydrant.service.s3.embedded.listing.Listing;
import io.hydrant.service.s3.embedded.listing.OrderedIds;

/**
 * A page of the uploads under way.
 *
 * @param nextKey the key of the last upload of the page; empty when there is none. AWS does not tell a common prefix here: recorded
 * @param nextId the id of the last upload of the page; empty when there is none
 */
public record UploadPage(
        List<Upload> uploads, List<String> commonPrefixes, boolean truncated, String nextKey, String nextId) {
    public UploadPage {
        uploads = List.copyOf(uploads);
        commonPrefixes = List.copyOf(commonPrefixes);
    }

    /**
     * What is asked for; as {@link Listing.Query}.
     *
     * @param keyMarker the page begins behind it; inside a common prefix, behind the whole of it
     * @param idMarker the page begins behind this upload of {@code keyMarker}, which need not be there any more; empty for behind
     *     all of them
     */
    public record Query(String prefix, String delimiter, String keyMarker, String idMarker, int most) {}

    /** A page of {@code all}, which are in the order of their keys. */
    static UploadPage of(List<Upload> all, Query query) {
        List<Upload> uploads = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        String after = Listing.behind(query.keyMarker(), query.prefix(), query.delimiter());
        boolean truncated = false;
        if (query.most() == 0) {
            return new UploadPage(uploads, prefixes, false, "", "");
        }
        for (Upload upload : all) {
            String key = upload.key();
            if (!key.startsWith(query.prefix()) || !isBehind(upload, after, query.idMarker())) {
                continue;
            }
            Optional<String> group = Listing.commonPrefix(key, query.prefix(), query.delimiter());
            if (group.isPresent()
                    && (prefixes.contains(group.get()) || group.get().equals(after))) {
                continue;
            }
            if (uploads.size() + prefixes.size() == query.most()) {
                truncated = true;
                break;
            }
            if (group.isPresent()) {
                prefixes.add(group.get());
            } else {
                uploads.add(upload);
            }
        }
        Optional<Upload> last = uploads.isEmpty() ? Optional.empty() : Optional.of(uploads.get(uploads.size() - 1));
        return new UploadPage(
                uploads,
                prefixes,
                truncated,
                last.map(Upload::key).orElse(""),
                last.map(Upload::id).orElse(""));
    }

    private static boolean isBehind(Upload upload, String keyMarker, String idMarker) {
        int order = keyMarker.isEmpty() ? 1 : KeyOrder.INSTANCE.compare(upload.key(), keyMarker);
        return order > 0
                || (order == 0
                        && !idMarker.isEmpty()
                        && OrderedIds.placeOf(upload.id()) > OrderedIds.placeOf(idMarker));
    }
}
