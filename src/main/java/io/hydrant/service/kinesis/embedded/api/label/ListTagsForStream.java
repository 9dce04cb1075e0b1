package io.hydrant.service.kinesis.embedded.api.label;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation;
import io.hydrant.service.kinesis.embedded.api.operation.Tags;

/** Lists the tags of a stream by their keys. */
final class ListTagsForStream extends KinesisOperation {
    ListTagsForStream(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    public Structure call(Structure input, CallContext context) {
        String after = input.text("ExclusiveStartTagKey").orElse("");
        Map<String, String> rest = stream(input, context).description().tags().entrySet().stream()
                .filter(tag -> tag.getKey().compareTo(after) > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
        int limit = input.number("Limit").orElse(Tags.MOST);
        return answer().with("Tags", Tags.shown(rest).stream().limit(limit).toList())
                .with("HasMoreTags", rest.size() > limit);
    }
}
