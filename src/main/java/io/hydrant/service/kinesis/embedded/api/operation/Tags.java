package io.hydrant.service.kinesis.embedded.api.operation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;

/** Tags: which ones are allowed, how many, and how answers show them. */
public final class Tags {
    /** As many as a stream or a consumer has at most. */
    public static final int MOST = 50;

    private static final Pattern VALID = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-%@]*");

    private Tags() {}

    /**
     * {@code tags} with {@code more}.
     *
     * @param of whose tags they are, such as {@code stream s under account a}
     * @throws io.hydrant.aws.AwsException {@code InvalidArgumentException}
     */
    public static Map<String, String> added(Map<String, String> tags, Map<String, String> more, String of) {
        check("add tags to", of, more.keySet());
        check("add tags to", of, more.values());
        Map<String, String> all = new TreeMap<>(tags);
        all.putAll(more);
        if (all.size() > MOST) {
            throw KinesisErrors.invalid("Failed to add tags to " + of + " because a given stream cannot have more than "
                    + MOST + " tags associated with it.");
        }
        return all;
    }

    /** {@code tags} without {@code keys}; throws as {@link #added} does. */
    public static Map<String, String> removed(Map<String, String> tags, List<String> keys, String of) {
        check("remove tags from", of, keys);
        Map<String, String> rest = new TreeMap<>(tags);
        keys.forEach(rest::remove);
        return rest;
    }

    /** As answers show them. */
    public static List<Structure> shown(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> KinesisOperation.structure("Tag")
                        .with("Key", tag.getKey())
                        .with("Value", tag.getValue()))
                .toList();
    }

    private static void check(String what, String of, Collection<String> texts) {
        if (texts.stream().anyMatch(text -> !VALID.matcher(text).matches())) {
            throw KinesisErrors.invalid(
                    "Some tags contain invalid characters. Valid characters: Unicode letters, digits,"
                            + " white space, _ . / = + - % @.");
        }
        if (texts.stream().anyMatch(text -> text.contains("%"))) {
            throw KinesisErrors.invalid("Failed to " + what + ' ' + of
                    + " because some tags contained illegal characters. The allowed characters are Unicode letters,"
                    + " white-spaces, '_',',','/','=','+','-','@'.");
        }
    }
}
