package io.hydrant.service.kms.embedded.api.operation;

import java.util.List;

import io.hydrant.service.kms.embedded.key.Tag;

/** Tags, from the SDK's shapes and back. */
public final class TagShapes {
    private TagShapes() {}

    /** A tag for an answer. */
    public static software.amazon.awssdk.services.kms.model.Tag tag(Tag tag) {
        return software.amazon.awssdk.services.kms.model.Tag.builder()
                .tagKey(tag.key())
                .tagValue(tag.value())
                .build();
    }

    /** The tags of a request. */
    public static List<Tag> tags(List<software.amazon.awssdk.services.kms.model.Tag> tags) {
        return tags.stream().map(tag -> new Tag(tag.tagKey(), tag.tagValue())).toList();
    }
}
