package io.hydrant.seed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.aws.RequestIds;
import io.hydrant.aws.Scope;
import io.hydrant.aws.ScopeFilter;
import io.hydrant.fault.rule.FaultRules;
import io.hydrant.policy.PolicySyntaxException;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.JsonEndpoint;
import io.hydrant.resource.StandIn;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.KmsApi;
import io.hydrant.service.s3.embedded.EmbeddedS3;
import io.hydrant.service.sts.Callers;
import io.hydrant.store.StateStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.firehose.model.CreateDeliveryStreamRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;

/**
 * What {@code HYDRANT_SEED_FILE} asks for, read once and run before the port opens, once for a store, and again after each reset, by
 * the same operations that answer the wire. Entries are called by the root user of their account.
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

    /** What ends with the process. */
    private static final Set<String> UNSTORED = Set.of("callers");

    private final Path file;
    private final Services services;
    private final Map<String, List<ObjectNode>> sections;
    private final String text;
    private final Map<String, StandIn> resources;
    private final SeededFaults faults;

    private @Nullable SeedProgress progress;

    private Seed(Path file, Services services, Map<String, List<ObjectNode>> sections, SeedFile read) {
        this.file = file;
        this.services = services;
        this.sections = sections;
        this.text = read.text();
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
     * Creates everything that {@code store} does not have from an earlier run. What is not stored is created at each start.
     *
     * @throws SeedException naming the first entry that is refused
     */
    public void begin(StateStore store) {
        SeedProgress kept = new SeedProgress(store, text);
        progress = kept;
        if (kept.isDone()) {
            run(ScopeFilter.ALL, UNSTORED);
            services.kms().identityPoliciesChanged();
            kept.tellWhatIsLeftOut(file);
            return;
        }
        run(ScopeFilter.ALL);
    }

    /** The next run creates everything. */
    public void forget() {
        progress().begin();
    }

    private SeedProgress progress() {
        return Objects.requireNonNull(progress, "begin comes first");
    }

    /**
     * Creates everything, or only what lies within {@code only}; callers belong to no account and come with everything.
     *
     * @throws SeedException naming the first entry that is refused
     */
    public void run(ScopeFilter only) {
        run(only, SECTIONS);
        services.kms().identityPoliciesChanged();
        if (!only.isAll()
                || !progress().isResumed()
                || services.faults().all(ScopeFilter.ALL).isEmpty()) {
            faults.putInForce(services.faults(), only);
        }
        if (only.isAll()) {
            progress().end();
        }
        log.info("Seeded file={} extent={}", file, only);
    }

    private void run(ScopeFilter only, Collection<String> chosen) {
        for (String section : SECTIONS) {
            List<ObjectNode> entries = chosen.contains(section) ? sections.getOrDefault(section, List.of()) : List.of();
            for (int i = 0; i < entries.size(); i++) {
                String where = section + "[" + i + "]";
                boolean once = only.isAll() && !UNSTORED.contains(section);
                try {
                    if (!once || !progress().hasMade(where)) {
                        entry(section, entries.get(i).deepCopy(), only);
                    }
                } catch (AwsException | IllegalArgumentException | PolicySyntaxException e) {
                    if (!once || !progress().mayHaveMade(e)) {
                        throw refused(file, where + " is refused: " + e.getMessage());
                    }
                }
                if (once) {
                    progress().made(where);
                }
            }
        }
    }

    private void entry(String section, ObjectNode entry, ScopeFilter only) {
        if (section.equals("callers")) {
            if (only.isAll()) {
                caller(entry);
            }
            return;
        }
        Scope scope = SeedEntry.scope(entry, services.defaults());
        if (!only.contains(scope)) {
            return;
        }
        Caller root = Caller.root(scope.account());
        CallContext context = new CallContext(scope, root, Optional.empty(), RequestIds.next());
        switch (section) {
            case "keys" -> key(entry, context);
            case "aliases" -> kms().run("CreateAlias", SeedEntry.body(entry, CreateAliasRequest.builder()), context);
            case "policies" -> kms().run("PutKeyPolicy", SeedEntry.body(entry, PutKeyPolicyRequest.builder()), context);
            case "buckets" -> bucket(entry, scope);
            case "kinesisStreams" ->
                services.kinesis()
                        .orElseThrow()
                        .run(
                                "CreateStream",
                                SeedEntry.body(entry, KinesisOperation.structure("CreateStreamInput")),
                                context);
            default ->
                services.firehose()
                        .run(
                                "CreateDeliveryStream",
                                SeedEntry.body(entry, CreateDeliveryStreamRequest.builder()),
                                context);
        }
    }

    private void caller(ObjectNode entry) {
        Optional<String> accessKeyId = SeedEntry.text(entry, "accessKeyId");
        String principal = SeedEntry.text(entry, "principalArn")
                .orElseThrow(() -> new IllegalArgumentException("\"principalArn\" is missing"));
        JsonNode given = entry.remove("policies");
        JsonNode trust = entry.remove("trustPolicy");
        List<String> policies = new ArrayList<>();
        if (given != null && !given.isArray()) {
            throw new IllegalArgumentException("\"policies\" is not a list");
        }
        if (given != null) {
            given.forEach(policy -> policies.add(SeedEntry.policyText(policy)));
        }
        if (!entry.isEmpty()) {
            throw new IllegalArgumentException(
                    SeedEntry.unknown(entry.fieldNames().next()));
        }
        if (trust != null) {
            services.callers().registerTrust(principal, SeedEntry.policyText(trust));
        }
        if (accessKeyId.isPresent()) {
            services.callers().register(accessKeyId.get(), principal, policies);
        } else if (principal.contains(":role/")) {
            services.callers().registerPolicies(principal, policies);
        } else {
            throw new IllegalArgumentException("\"accessKeyId\" is missing");
        }
    }

    private void key(ObjectNode entry, CallContext context) {
        Optional<String> id = SeedEntry.text(entry, "KeyId");
        byte[] body = SeedEntry.body(entry, CreateKeyRequest.builder());
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
        String name = SeedEntry.text(entry, "Bucket")
                .orElseThrow(() -> new IllegalArgumentException("\"Bucket\" is missing"));
        if (!entry.isEmpty()) {
            throw new IllegalArgumentException(
                    SeedEntry.unknown(entry.fieldNames().next()));
        }
        services.s3().orElseThrow().createBucket(scope, name);
    }

    private JsonEndpoint kms() {
        return services.kmsApi().orElseThrow();
    }

    static SeedException refused(Path file, String why) {
        return new SeedException("HYDRANT_SEED_FILE " + file + ": " + why + (why.endsWith(".") ? "" : "."));
    }
}
