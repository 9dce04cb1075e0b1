package io.hydrant.seed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.protocol.JsonCodec;
import software.amazon.awssdk.core.SdkPojo;

/** Reads the members of an entry, and refuses those that it cannot have. */
final class SeedEntry {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SeedEntry() {}

    /** Takes a text out of {@code entry}, so that only the members of the operation's own shape are left. */
    static Optional<String> text(ObjectNode entry, String member) {
        JsonNode value = entry.remove(member);
        if (value != null && !value.isTextual()) {
            throw new IllegalArgumentException("\"" + member + "\" is not a text");
        }
        return Optional.ofNullable(value).map(JsonNode::textValue);
    }

    /** The body to send; the wire ignores unknown members, a seed does not, because a typing error would go unnoticed. */
    static byte[] body(ObjectNode entry, SdkPojo input) {
        byte[] body = entry.toString().getBytes(StandardCharsets.UTF_8);
        try {
            checkKnown(entry, JSON.readTree(JsonCodec.encode(JsonCodec.decode(body, () -> input))), "");
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
        }
        return body;
    }

    private static void checkKnown(JsonNode given, JsonNode understood, String path) {
        for (Map.Entry<String, JsonNode> member : given.properties()) {
            String name = path + member.getKey();
            if (member.getValue().isNull()) {
                continue;
            }
            JsonNode value = understood.get(member.getKey());
            if (value == null) {
                throw new IllegalArgumentException(unknown(name));
            }
            checkKnown(member.getValue(), value, name + ".");
        }
        for (int i = 0; given.isArray() && i < given.size(); i++) {
            checkKnown(given.get(i), understood.path(i), path);
        }
    }

    static String unknown(String member) {
        return "\"" + member + "\" is not a member of it";
    }

    /** A policy may stand in the seed as JSON or as a text that holds JSON. */
    static String policyText(JsonNode policy) {
        return policy.isTextual() ? policy.textValue() : policy.toString();
    }

    /** The account and Region that an entry names. */
    static Scope scope(ObjectNode entry, Scope defaults) {
        return new Scope(
                text(entry, "Account").map(AccountId::new).orElse(defaults.account()),
                text(entry, "Region").map(Region::new).orElse(defaults.region()));
    }
}
