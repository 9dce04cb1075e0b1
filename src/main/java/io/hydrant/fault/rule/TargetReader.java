package io.hydrant.fault.rule;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.ScopeFilter;
import io.hydrant.fault.Call;
import io.hydrant.fault.Hop;

/** Reads {@code on}: which calls a rule is about. */
final class TargetReader {
    private static final List<String> MEMBERS =
            List.of("hop", "operation", "stream", "account", "region", "caller", "key", "bucket", "url");

    /** Hops that have a name, and whose calls Hydrant does not make yet. */
    private static final Set<String> LATER = Set.of("glue", "redshift", "snowflake", "iceberg", "store");

    private static final Map<String, Pattern> SHAPES = Map.of(
            "stream", Pattern.compile("[a-zA-Z0-9_.-]{0,128}\\*|[a-zA-Z0-9_.-]{1,128}"),
            "account", Pattern.compile("[0-9]{12}|[0-9]{0,12}\\*"),
            "region", Pattern.compile("[a-z0-9-]{1,32}|[a-z0-9-]{0,32}\\*"),
            "caller", Pattern.compile("arn:[^*\\s]*\\*?|\\*"),
            "key", Pattern.compile("arn:[^*\\s]*\\*?|\\*"),
            "bucket", Pattern.compile("[a-zA-Z0-9._-]{1,255}|[a-zA-Z0-9._-]{0,255}\\*"),
            "url", Pattern.compile("https?://[^*\\s]*\\*?|\\*"),
            "function", Pattern.compile("arn:[^*\\s]*\\*?|\\*"));

    private static final Map<String, String> WORDS = Map.of(
            "stream", "the name of a delivery stream",
            "account", "an account of twelve digits",
            "region", "the name of a Region",
            "caller", "the ARN of a caller",
            "key", "the ARN of a KMS key",
            "bucket", "the name of a bucket",
            "url", "a URL with http:// or https://",
            "function", "the ARN of a function, which it is for lambda");

    private static final Set<String> OF_STREAMS_TO_KMS =
            Set.of("CreateGrant", "Decrypt", "Encrypt", "GenerateDataKey", "RetireGrant");

    private TargetReader() {}

    /**
     * What was read.
     *
     * @param written as it was written, with the account and the Region that were added
     */
    record Read(Target target, HopTraits traits, JsonNode written) {}

    static Read read(JsonNode on, String path, ScopeFilter extent) {
        Members members = new Members(on, path, MEMBERS);
        Hop hop = hop(members);
        HopTraits traits = HopTraits.of(hop)
                .orElseThrow(() -> members.refused("hop", "\"" + hop.word() + "\" cannot fail in Hydrant yet"));
        Members scoped = new Members(within(extent, on), path, MEMBERS);
        Set<String> operations = operations(members, hop, traits);
        Map<Call.About, TextPattern> about = new EnumMap<>(Call.About.class);
        for (Call.About each : Call.About.values()) {
            String name = each.name().toLowerCase(Locale.ROOT);
            Optional<TextPattern> pattern =
                    pattern(scoped, name, each == Call.About.URL && hop == Hop.LAMBDA ? "function" : name);
            if (pattern.isPresent() && !traits.about().contains(each)) {
                throw members.refused(name, "calls of " + hop.word() + " have none; they have " + narrowed(traits));
            }
            pattern.ifPresent(given -> about.put(each, given));
        }
        checkKnown(members, hop, operations);
        Optional<TextPattern> account = pattern(scoped, "account", "account");
        Optional<TextPattern> region = pattern(scoped, "region", "region");
        checkWithin(members, "account", account, extent.account().map(AccountId::value));
        checkWithin(members, "region", region, extent.region().map(Region::value));
        Target target = new Target(hop, operations, account, region, about);
        return new Read(target, traits, within(extent, on));
    }

    private static Hop hop(Members members) {
        String hops = HopTraits.hops().stream().map(Hop::word).collect(Collectors.joining(", "));
        String word = members.text("hop").orElseThrow(() -> members.refused("hop", "it is missing; there are " + hops));
        if (LATER.contains(word)) {
            throw members.refused(
                    "hop", "calls of \"" + word + "\" cannot fail in Hydrant yet; those of these can: " + hops);
        }
        return HopTraits.hops().stream()
                .filter(hop -> hop.word().equals(word))
                .findFirst()
                .orElseThrow(() -> members.refused("hop", "\"" + word + "\" is no hop; there are " + hops));
    }

    private static Set<String> operations(Members members, Hop hop, HopTraits traits) {
        Optional<JsonNode> given = members.get("operation");
        if (given.isEmpty()) {
            return Set.of();
        }
        List<JsonNode> names = new ArrayList<>();
        if (given.get().isArray()) {
            given.get().forEach(names::add);
        } else {
            names.add(given.get());
        }
        Set<String> operations = new LinkedHashSet<>();
        for (JsonNode name : names) {
            if (!name.isTextual() || !traits.operations().contains(name.textValue())) {
                throw members.refused(
                        "operation",
                        name + " is no operation of " + hop.word() + "; there are "
                                + String.join(", ", traits.operations()));
            }
            operations.add(name.textValue());
        }
        if (operations.isEmpty()) {
            throw members.refused("operation", "the list is empty; leave it out for all operations");
        }
        return operations;
    }

    /** Refuses a rule that could never strike, because none of its calls has what it is narrowed by. */
    private static void checkKnown(Members members, Hop hop, Set<String> operations) {
        if (members.has("caller") && operations.isEmpty() && (hop == Hop.S3 || hop == Hop.KINESIS)) {
            throw members.refused(
                    "caller",
                    "calls that Firehose makes to " + hop.word()
                            + " have none; on.operation names the calls of clients");
        }
        if (members.has("stream")
                && !operations.isEmpty()
                && operations.stream().noneMatch(each -> hasStream(hop, each))) {
            throw members.refused(
                    "stream",
                    "calls of " + String.join(", ", operations) + " have none; those of these have: "
                            + HopTraits.of(hop).orElseThrow().operations().stream()
                                    .filter(each -> hasStream(hop, each))
                                    .collect(Collectors.joining(", ")));
        }
    }

    /** Refuses a rule about others than the call that adds it is about. */
    private static void checkWithin(Members members, String name, Optional<TextPattern> given, Optional<String> asked) {
        if (given.isPresent() && asked.isPresent() && !given.get().matches(asked.get())) {
            throw members.refused(
                    name,
                    "it does not mean " + asked.get() + ", which ?" + name
                            + "= of this call says; leave one of them out");
        }
    }

    private static boolean hasStream(Hop hop, String operation) {
        return switch (hop) {
            case FIREHOSE -> !operation.equals("ListDeliveryStreams");
            case KMS -> OF_STREAMS_TO_KMS.contains(operation);
            case S3 -> operation.equals("PutObject");
            default -> true;
        };
    }

    /**
     * @param shape the name of what it has to be
     */
    private static Optional<TextPattern> pattern(Members members, String name, String shape) {
        return members.text(name).map(given -> {
            if (!SHAPES.getOrDefault(shape, Pattern.compile("")).matcher(given).matches()) {
                throw members.refused(
                        name,
                        "\"" + given + "\" is not " + WORDS.get(shape)
                                + "; a * may stand at its end and takes any rest");
            }
            return TextPattern.of(given);
        });
    }

    private static String narrowed(HopTraits traits) {
        return String.join(", ", FaultTargets.narrowedBy(traits));
    }

    /** With the account and the Region of {@code extent} where it names none. */
    private static JsonNode within(ScopeFilter extent, JsonNode on) {
        ObjectNode scoped = on.deepCopy();
        extent.account()
                .filter(account -> !on.has("account"))
                .ifPresent(account -> scoped.put("account", account.value()));
        extent.region().filter(region -> !on.has("region")).ifPresent(region -> scoped.put("region", region.value()));
        return scoped;
    }
}
