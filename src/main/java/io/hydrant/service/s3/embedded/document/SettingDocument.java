package io.hydrant.service.s3.embedded.document;

import java.util.Objects;

/**
 * A configuration of a bucket as it was written.
 *
 * @param text XML, or JSON for a policy
 * @param note what came along in a header; empty for most
 */
public record SettingDocument(String text, String note) {
    /** Stands for a configuration that every bucket has, and that was taken away from this one. */
    public static final SettingDocument ABSENT = new SettingDocument("", "none");

    public SettingDocument {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(note, "note");
    }

    /** Whether this is {@link #ABSENT}. */
    public boolean isAbsent() {
        return equals(ABSENT);
    }
}
