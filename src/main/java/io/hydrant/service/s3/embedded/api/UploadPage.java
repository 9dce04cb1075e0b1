package io.hydrant.service.s3.embedded.api;

import java.util.ArrayList;
import java.util.List;

import io.hydrant.service.s3.embedded.Upload;

/**
 * A page of the uploads under way.
 *
 * @param nextKey the key of the last entry when there is more; else empty
 * @param nextId the id of the last entry when there is more; else empty
 */
record UploadPage(List<Upload> uploads, List<String> commonPrefixes, boolean truncated, String nextKey, String nextId) {

    /** A page of {@code all}, which are in the order of their keys, behind the two markers. */
    static UploadPage of(
            List<Upload> all, String prefix, String delimiter, String keyMarker, String idMarker, int most) {
        List<Upload> uploads = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        String lastKey = "";
        String lastId = "";
        boolean passedId = idMarker.isEmpty();
        for (Upload upload : all) {
            int order = keyMarker.isEmpty() ? 1 : upload.key().compareTo(keyMarker);
            if (order == 0 && !passedId) {
                passedId = upload.id().equals(idMarker);
                continue;
            }
            if (order < 0 || (order == 0 && idMarker.isEmpty()) || !upload.key().startsWith(prefix)) {
                continue;
            }
            int at = delimiter.isEmpty() ? -1 : upload.key().indexOf(delimiter, prefix.length());
            String group = at < 0 ? "" : upload.key().substring(0, at + delimiter.length());
            if (!group.isEmpty() && (prefixes.contains(group) || group.equals(keyMarker))) {
                continue;
            }
            if (uploads.size() + prefixes.size() == most) {
                return new UploadPage(uploads, prefixes, true, lastKey, lastId);
            }
            if (group.isEmpty()) {
                uploads.add(upload);
                lastKey = upload.key();
                lastId = upload.id();
            } else {
                prefixes.add(group);
                lastKey = group;
                lastId = "";
            }
        }
        return new UploadPage(uploads, prefixes, false, "", "");
    }
}
