package io.hydrant.service.kms.embedded.administration;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.hydrant.service.kms.embedded.key.Key;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import io.hydrant.service.kms.embedded.key.KmsState;
import io.hydrant.service.kms.embedded.key.Tag;
import io.hydrant.service.kms.embedded.policy.Authorizer;

/** Tags of keys; at most 50 on each. Thread-safe. */
public final class KeyTags {
    private static final int MOST = 50;

    private final KmsState state;
    private final Authorizer gate;

    public KeyTags(KmsState state, Authorizer gate) {
        this.state = state;
        this.gate = gate;
    }

    /**
     * Adds or replaces tags.
     *
     * @throws io.hydrant.aws.AwsException {@code TagException}, {@code KMSInvalidStateException}, {@code
     *     NotFoundException}
     */
    public void tag(KmsCall call, String keyId, List<Tag> tags) {
        state.locked(() -> {
            Key key = gate.open(call, keyId, Authorizer.Use.of("TagResource"));
            Set<String> all = new HashSet<>(key.tags().keySet());
            tags.forEach(tag -> all.add(tag.key()));
            check(tags, all.size());
            tags.forEach(tag -> key.putTag(tag.key(), tag.value()));
            state.changed();
            return key.id();
        });
    }

    /**
     * Removes tags; unknown ones are ignored.
     *
     * @throws io.hydrant.aws.AwsException {@code KMSInvalidStateException}, {@code NotFoundException}
     */
    public void untag(KmsCall call, String keyId, List<String> names) {
        state.locked(() -> {
            Key key = gate.open(call, keyId, Authorizer.Use.of("UntagResource"));
            names.forEach(key::removeTag);
            state.changed();
            return key.id();
        });
    }

    /**
     * All tags in the order of their arrival.
     *
     * @throws io.hydrant.aws.AwsException {@code NotFoundException}, {@code AccessDeniedException}
     */
    public List<Tag> list(KmsCall call, String keyId) {
        return state.locked(
                () -> gate.open(call, keyId, Authorizer.Use.of("ListResourceTags")).tags().entrySet().stream()
                        .map(each -> new Tag(each.getKey(), each.getValue()))
                        .toList());
    }

    /**
     * @param total how many tags the key would have
     */
    static void check(List<Tag> tags, int total) {
        Set<String> names = new HashSet<>();
        for (Tag tag : tags) {
            if (tag.key().toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw KmsErrors.tag("Tags beginning with aws: are reserved");
            }
            if (!names.add(tag.key())) {
                throw KmsErrors.tag("Duplicate tag keys");
            }
        }
        if (Math.max(total, names.size()) > MOST) {
            throw KmsErrors.tag("Too many tags");
        }
    }
}
