package io.hydrant.fault.rule;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.aws.ScopeFilter;

/** Reads rules, and refuses those that cannot hold. */
public final class RuleReader {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Where the parser begins to speak of itself. */
    private static final Pattern REMARK = Pattern.compile(" \\(|: enable ");

    private static final List<String> MEMBERS = List.of("id", "on", "when", "then");

    private RuleReader() {}

    /**
     * Reads one rule, or an array of rules, that is written as JSON.
     *
     * @param extent the account and Region of rules that name none
     * @throws FaultException if one cannot hold; the sentence begins with the path of the member
     */
    public static List<FaultRule> read(byte[] json, ScopeFilter extent) {
        try {
            JsonNode node = JSON.readTree(json);
            return node.isArray() ? read(node, "", extent) : List.of(rule(node, "", extent));
        } catch (JsonProcessingException e) {
            throw new FaultException("The body is not JSON: "
                    + REMARK.split(e.getOriginalMessage().lines().findFirst().orElse(""), 2)[0] + '.');
        } catch (IOException e) {
            throw new FaultException("The body is not JSON.");
        }
    }

    /** The rule as JSON, which {@link #written} reads again. */
    static String json(FaultRule rule) {
        Map<String, Object> members = new LinkedHashMap<>();
        rule.id().ifPresent(id -> members.put("id", id));
        members.putAll(rule.written());
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was read as JSON can be written", e);
        }
    }

    /**
     * Reads a rule that {@link #json} has written.
     *
     * @throws FaultException if it cannot hold any more
     */
    static FaultRule written(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8), ScopeFilter.ALL).get(0);
    }

    /**
     * Reads an array of rules.
     *
     * @param path how a sentence names the array, such as {@code faults}
     * @param extent the account and Region of rules that name none
     * @throws FaultException if one cannot hold
     */
    public static List<FaultRule> read(JsonNode array, String path, ScopeFilter extent) {
        if (!array.isArray()) {
            throw new FaultException(path + " is not a list of rules.");
        }
        List<FaultRule> rules = new ArrayList<>();
        for (JsonNode each : array) {
            rules.add(rule(each, path + '[' + rules.size() + ']', extent));
        }
        return rules;
    }

    private static FaultRule rule(JsonNode node, String path, ScopeFilter extent) {
        Members members = new Members(node, path, MEMBERS);
        Optional<String> id = members.text("id");
        if (id.isPresent() && !ID.matcher(id.get()).matches()) {
            throw members.refused("id", "\"" + id.get() + "\" is not 1 to 64 letters, digits, dots, hyphens and _");
        }
        JsonNode on = members.get("on")
                .orElseThrow(() -> members.refused("on", "a rule has to say whose calls it is about, as {\"hop\": …}"));
        JsonNode then = members.get("then")
                .orElseThrow(() -> members.refused("then", "a rule has to say what happens, as {\"error\": …}"));
        TargetReader.Read target = TargetReader.read(on, members.path("on"), extent);
        ConsequenceReader consequence =
                new ConsequenceReader(target.target(), target.traits(), then, members.path("then"));
        Consequence read = consequence.read();
        Occasions occasions = members.get("when")
                .map(when -> OccasionsReader.read(
                        when, members.path("when"), read.recordProbability().isPresent()))
                .orElse(Occasions.ALWAYS);
        Map<String, Map<String, Object>> written = new LinkedHashMap<>();
        written.put("on", map(target.written()));
        members.get("when").ifPresent(when -> written.put("when", map(when)));
        written.put("then", map(then));
        return new FaultRule(id, target.target(), occasions, read, written);
    }

    private static Map<String, Object> map(JsonNode node) {
        return JSON.convertValue(node, new TypeReference<>() {});
    }
}
