package io.hydrant.seed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hydrant.aws.AccountId;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;
import io.hydrant.aws.RequestIds;
import io.hydrant.aws.Scope;
import io.hydrant.aws.ScopeFilter;
import io.hydrant.fault.rule.FaultRules;
import io.hydrant.policy.PolicySyntaxException;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.JsonCodec;
import io.hydrant.protocol.JsonEndpoint;
import io.hydrant.resource.StandIn;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.KmsApi;
import io.hydrant.service.s3.embedded.EmbeddedS3;
import io.hydrant.service.sts.Callers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.firehose.model.CreateDeliveryStreamRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;

/**
 * What {@code HYDRANT_SEED_FILE} asks for, read once and run before the port opens and again after each reset, by the same
 * operations that answer the wire. Entries are called by the root user of their account.
 */
public final class Seed {
    private static final Logger log = LoggerFactory.getLogger(Seed.class);
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Set<String> OF_KMS = Set.of("keys", "aliases", "policies");
    private static final List<String> SECTIONS =
            List.of("callers", "keys", "aliases", "policies", "buckets", "kinesisStreams", "streams");

    private final Path file;
    private final Services services;
    private final Map<String, List<ObjectNode>> sections;
    private final Map<String, StandIn> resources;
    private final SeededFaults faults;

    private Seed(Path file, Services services, Map<String, List<ObjectNode>> sections, SeedFile read) {
        this.file = file;
        this.services = services;
        this.sections = sections;
        this.resources = read.resources();
        this.faults = new SeededFaults(file, read.faults());
    }

    /** What AWS names mean here; nothing of it is created. */
    public Map<String, StandIn> resources() {
        return resources;
    }

    /**
     * What a seed works with.
     *
     * @param defaults account and Region of entries that name none
     * @param s3 empty when another S3 is in use
     * @param kmsApi empty when another KMS is in use
     * @param kinesis empty when another Kinesis is in use
     * @param faults the rules of what shall fail; the calls of the seed itself do not
     */
    public record Services(
            Scope defaults,
            Callers callers,
            EmbeddedKms kms,
            Optional<EmbeddedS3> s3,
            Optional<JsonEndpoint> kmsApi,
            Optional<JsonEndpoint> kinesis,
            JsonEndpoint firehose,
            FaultRules faults) {}

    /** Reads {@code file}; throws {@link SeedException} when it is not a seed. */
    public static Seed read(Path file, Services services) {
        SeedFile read = SeedFile.read(file, JSON);
        Map<String, List<ObjectNode>> sections = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : read.sections().properties()) {
            sections.put(member.getKey(), section(file, services, member.getKey(), member.getValue()));
        }
        return new Seed(file, services, sections, read);
    }

    private static List<ObjectNode> section(Path file, Services services, String name, JsonNode value) {
        if (!SECTIONS.contains(name)) {
            throw refused(file, "\"" + name + "\" is none of " + String.join(", ", SECTIONS) + ", resources, faults");
        }
        if (OF_KMS.contains(name) && services.kmsApi().isEmpty()) {
            throw refused(file, "\"" + name + "\" needs the embedded KMS, and HYDRANT_KMS_ENDPOINT names another");
        }
        if (name.equals("buckets") && services.s3().isEmpty()) {
            throw refused(file, "\"buckets\" needs the embedded S3, and HYDRANT_S3_ENDPOINT names another");
        }
        if (name.equals("kinesisStreams") && services.kinesis().isEmpty()) {
            throw refused(
                    file, "\"kinesisStreams\" needs the embedded Kinesis, and HYDRANT_KINESIS_ENDPOINT names another");
        }
        if (!value.isArray()) {
            throw refused(file, "\"" + name + "\" is not a list");
        }
        List<ObjectNode> entries = new ArrayList<>();
        for (JsonNode entry : value) {
            if (!(entry instanceof ObjectNode object)) {
                throw refused(file, name + "[" + entries.size() + "] is not a JSON object");
            }
            entries.add(object);
        }
        return entries;
    }

    /**
     * Creates everything, or only what lies within {@code only}; callers belong to no account and come with everything.
     *
     * @throws SeedException naming the first entry that is refused
     */
    public void run(ScopeFilter only) {
        for (String section : SECTIONS) {
            List<ObjectNode> entries = sections.getOrDefault(section, List.of());
            for (int i = 0; i < entries.size(); i++) {
                String where = section + "[" + i + "]";
                try {
                    entry(section, entries.get(i).deepCopy(), only);
                } catch (AwsException | IllegalArgumentException | PolicySyntaxException e) {
                    throw refused(file, where + " is refused: " + e.getMessage());
                }
            }
        }
        services.kms().identityPoliciesChanged();
        faults.putInForce(services.faults(), only);
        log.info("Seeded file={} extent={}", file, only);
    }

    private void entry(String section, ObjectNode entry, ScopeFilter only) {
        if (section.equals("callers")) {
            if (only.isAll()) {
                caller(entry);
            }
            return;
        }
        Scope scope = scope(entry);
        if (!only.contains(scope)) {
            return;
        }
        Caller root = Caller.root(scope.account());
        CallContext context = new CallContext(scope, root, Optional.empty(), RequestIds.next());
        switch (section) {
            case "keys" -> key(entry, context);
            case "aliases" -> kms().run("CreateAlias", body(entry, CreateAliasRequest.builder()), context);
            case "policies" -> kms().run("PutKeyPolicy", body(entry, PutKeyPolicyRequest.builder()), context);
            case "buckets" -> bucket(entry, scope);
            case "kinesisStreams" ->
                services.kinesis()
                        .orElseThrow()
                        .run("CreateStream", body(entry, KinesisOperation.structure("CreateStreamInput")), context);
            default ->
                services.firehose()
                        .run("CreateDeliveryStream", body(entry, CreateDeliveryStreamRequest.builder()), context);
        }
    }

    private void caller(ObjectNode entry) {
        Optional<String> accessKeyId = text(entry, "accessKeyId");
        String principal = text(entry, "principalArn")
                .orElseThrow(() -> new IllegalArgumentException("\"principalArn\" is missing"));
        JsonNode given = entry.remove("policies");
        JsonNode trust = entry.remove("trustPolicy");
        List<String> policies = new ArrayList<>();
        if (given != null && !given.isArray()) {
            throw new IllegalArgumentException("\"policies\" is not a list");
        }
        if (given != null) {
            given.forEach(policy -> policies.add(policyText(policy)));
        }
        if (!entry.isEmpty()) {
            throw new IllegalArgumentException(unknown(entry.fieldNames().next()));
        }
        if (trust != null) {
            services.callers().registerTrust(principal, policyText(trust));
        }
        if (accessKeyId.isPresent()) {
            services.callers().register(accessKeyId.get(), principal, policies);
        } else if (principal.contains(":role/")) {
            services.callers().registerPolicies(principal, policies);
        } else {
            throw new IllegalArgumentException("\"accessKeyId\" is missing");
        }
    }

    /** A policy may stand in the seed as JSON or as a text that holds JSON. */
    private static String policyText(JsonNode policy) {
        return policy.isTextual() ? policy.textValue() : policy.toString();
    }

    private void key(ObjectNode entry, CallContext context) {
        Optional<String> id = text(entry, "KeyId");
        byte[] body = body(entry, CreateKeyRequest.builder());
        if (id.isEmpty()) {
            kms().run("CreateKey", body, context);
            return;
        }
        if (!UUID.matcher(id.get()).matches() || entry.path("MultiRegion").asBoolean()) {
            throw new IllegalArgumentException(
                    "\"KeyId\" has to be a UUID in lower case, and cannot be chosen for a multi-Region key");
        }
        kms().run(KmsApi.createKey(services.kms(), id.get()), body, context);
    }

    private void bucket(ObjectNode entry, Scope scope) {
        String name = text(entry, "Bucket").orElseThrow(() -> new IllegalArgumentException("\"Bucket\" is missing"));
        if (!entry.isEmpty()) {
            throw new IllegalArgumentException(unknown(entry.fieldNames().next()));
        }
        services.s3().orElseThrow().createBucket(scope, name);
    }

    private JsonEndpoint kms() {
        return services.kmsApi().orElseThrow();
    }

    private Scope scope(ObjectNode entry) {
        return new Scope(
                text(entry, "Account")
                        .map(AccountId::new)
                        .orElse(services.defaults().account()),
                text(entry, "Region")
                        .map(Region::new)
                        .orElse(services.defaults().region()));
    }

    /** Takes a text out of {@code entry}, so that only the members of the operation's own shape are left. */
    private static Optional<String> text(ObjectNode entry, String member) {
        JsonNode value = entry.remove(member);
        if (value != null && !value.isTextual()) {
            throw new IllegalArgumentException("\"" + member + "\" is not a text");
        }
        return Optional.ofNullable(value).map(JsonNode::textValue);
    }

    /** The body to send; the wire ignores unknown members, a seed does not, because a typing error would go unnoticed. */
    private static byte[] body(ObjectNode entry, SdkPojo input) {
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

    private static String unknown(String member) {
        return "\"" + member + "\" is not a member of it";
    }

    static SeedException refused(Path file, String why) {
        return new SeedException("HYDRANT_SEED_FILE " + file + ": " + why + (why.endsWith(".") ? "" : "."));
    }
}
