package io.hydrant.firehose.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

import io.hydrant.aws.AwsError;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.firehose.model.ListTagsForDeliveryStreamResponse;
import software.amazon.awssdk.services.firehose.model.Tag;

import static io.hydrant.firehose.api.Examples.refusal;
import static org.assertj.core.api.Assertions.assertThat;

class TagsTest {
    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Test
    void aKeyThatIsThereTakesTheNewValue() {
        assertThat(Tags.added(Map.of("a", "1", "b", "2"), List.of(tag("a", "3"), tag("c", "4"))))
                .isEqualTo(Map.of("a", "3", "b", "2", "c", "4"));
    }

    @Test
    void aStreamHasAtMostFiftyTags() {
        Map<String, String> fifty = new TreeMap<>();
        IntStream.range(0, 50).forEach(i -> fifty.put("k" + i, "v"));

        assertThat(Tags.added(fifty, List.of(tag("k7", "w")))).hasSize(50);
        assertThat(refusal(() -> Tags.added(fifty, List.of(tag("new", "v")))).code())
                .isEqualTo("LimitExceededException");
    }

    @Test
    void refusesAKeyTwiceInOneCall() {
        assertThat(refusal(() -> Tags.added(Map.of(), List.of(tag("a", "1"), tag("a", "2")))))
                .isEqualTo(AwsError.client("InvalidArgumentException", "Duplicate tag key: a"));
    }

    @Test
    void ignoresKeysThatAreNotThere() {
        assertThat(Tags.removed(Map.of("a", "1", "b", "2"), List.of("a", "z"))).isEqualTo(Map.of("b", "2"));
    }

    @Test
    void listsInTheOrderOfTheKeysPageByPage() {
        Map<String, String> tags = Map.of("b", "2", "a", "1", "c", "");

        ListTagsForDeliveryStreamResponse first = Tags.page(tags, Optional.empty(), Optional.of(2));
        ListTagsForDeliveryStreamResponse second = Tags.page(tags, Optional.of("b"), Optional.of(2));

        assertThat(first.tags()).containsExactly(tag("a", "1"), tag("b", "2"));
        assertThat(first.hasMoreTags()).isTrue();
        assertThat(second.tags()).containsExactly(tag("c", ""));
        assertThat(second.hasMoreTags()).isFalse();
    }
}
