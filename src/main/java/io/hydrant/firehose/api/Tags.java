package io.hydrant.firehose.api;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.hydrant.aws.AwsException;
import io.hydrant.firehose.stream.DeliveryStream;
import io.hydrant.firehose.stream.FirehoseErrors;
import io.hydrant.firehose.stream.StreamStatus;
import software.amazon.awssdk.services.firehose.model.ListTagsForDeliveryStreamResponse;
import software.amazon.awssdk.services.firehose.model.Tag;

/** The tags of a stream, by key; a tag without a value has an empty one. */
final class Tags {
    /** How many tags a stream may have. */
    static final int LIMIT = 50;

    private Tags() {}

    /**
     * {@code current} and the tags of one call; a key that is there takes the new value.
     *
     * @throws AwsException {@code LimitExceededException} beyond 50 tags, {@code InvalidArgumentException} when a key is
     *     given twice (a guess)
     */
    static SortedMap<String, String> added(Map<String, String> current, List<Tag> given) {
        Set<String> keys = new HashSet<>();
        SortedMap<String, String> tags = new TreeMap<>(current);
        for (Tag tag : given) {
            if (!keys.add(tag.key())) {
                throw new AwsException(FirehoseErrors.duplicateTagKey(tag.key()));
            }
            tags.put(tag.key(), tag.value() == null ? "" : tag.value());
        }
        if (tags.size() > LIMIT) {
            throw new AwsException(FirehoseErrors.tooManyTags(LIMIT));
        }
        return tags;
    }

    /**
     * {@code stream}, if its tags may change now.
     *
     * @throws AwsException {@code ResourceInUseException} while it is being deleted (a guess)
     */
    static DeliveryStream changeable(DeliveryStream stream) {
        if (stream.status() == StreamStatus.DELETING) {
            throw new AwsException(FirehoseErrors.cannotTagWhileDeleting(
                    stream.name(), stream.scope().account()));
        }
        return stream;
    }

    /** {@code current} without {@code keys}; keys that are not there are ignored. */
    static SortedMap<String, String> removed(Map<String, String> current, Collection<String> keys) {
        SortedMap<String, String> tags = new TreeMap<>(current);
        tags.keySet().removeAll(keys);
        return tags;
    }

    /** The tags after {@code exclusiveStart} in the order of their keys, at most {@code limit} of them. */
    static ListTagsForDeliveryStreamResponse page(
            Map<String, String> tags, Optional<String> exclusiveStart, Optional<Integer> limit) {
        SortedMap<String, String> sorted = new TreeMap<>(tags);
        // The smallest key that is greater than the start is the start itself with a zero character behind it.
        SortedMap<String, String> rest =
                exclusiveStart.map(start -> sorted.tailMap(start + '\0')).orElse(sorted);
        List<Tag> page = rest.entrySet().stream()
                .limit(limit.orElse(LIMIT))
                .map(each -> tag(each.getKey(), each.getValue()))
                .toList();
        return ListTagsForDeliveryStreamResponse.builder()
                .tags(page)
                .hasMoreTags(page.size() < rest.size())
                .build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
