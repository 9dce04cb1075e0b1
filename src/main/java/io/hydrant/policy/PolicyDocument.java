package io.hydrant.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A policy document, read once; immutable. Keeps its text as it was given. */
public final class PolicyDocument {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Set<String> ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private final String json;
    private final List<Statement> statements;

    private PolicyDocument(String json, List<Statement> statements) {
        this.json = json;
        this.statements = List.copyOf(statements);
    }

    /**
     * Reads a policy document.
     *
     * @throws PolicySyntaxException with the reason
     */
    public static PolicyDocument parse(String json) {
        return parse(json, false);
    }

    /**
     * Reads the trust policy of a role, whose statements have no resource and mean that role.
     *
     * @throws PolicySyntaxException with the reason
     */
    public static PolicyDocument parseTrust(String json) {
        return parse(json, true);
    }

    private static PolicyDocument parse(String json, boolean trust) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new PolicySyntaxException("The policy is not valid JSON.");
        }
        if (root == null || !root.isObject()) {
            throw new PolicySyntaxException("The policy is not a JSON object.");
        }
        JsonNode version = root.path("Version");
        if (!version.isMissingNode() && !Set.of("2012-10-17", "2008-10-17").contains(version.asText())) {
            throw new PolicySyntaxException("The policy must contain a valid version string.");
        }
        JsonNode list = root.path("Statement");
        List<Statement> statements = new ArrayList<>();
        if (list.isArray()) {
            list.forEach(each -> statements.add(statement(each, trust)));
        } else if (list.isObject()) {
            statements.add(statement(list, trust));
        }
        if (statements.isEmpty()) {
            throw new PolicySyntaxException("The policy has no statement.");
        }
        return new PolicyDocument(json, statements);
    }

    /** The text as it was given. */
    public String json() {
        return json;
    }

    /** Whether every statement names a principal, as a resource-based policy must. */
    public boolean namesPrincipalsEverywhere() {
        return statements.stream()
                .allMatch(each ->
                        each.principal().isPresent() || each.notPrincipal().isPresent());
    }

    List<Statement> statements() {
        return statements;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PolicyDocument that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return Objects.hash(json);
    }

    @Override
    public String toString() {
        return json;
    }

    private static Statement statement(JsonNode node, boolean trust) {
        if (!node.isObject()) {
            throw new PolicySyntaxException("A statement is not a JSON object.");
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!ELEMENTS.contains(name)) {
                throw new PolicySyntaxException("Unknown element of a statement: " + name);
            }
        });
        String effect = node.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw new PolicySyntaxException("Invalid Effect: '" + effect + "'.");
        }
        Optional<List<String>> actions = strings(node, "Action");
        Optional<List<String>> notActions = strings(node, "NotAction");
        if (actions.isPresent() == notActions.isPresent()) {
            throw new PolicySyntaxException("A statement needs either Action or NotAction.");
        }
        for (String action : actions.or(() -> notActions).orElseThrow()) {
            if (!action.equals("*") && !action.matches("[A-Za-z0-9-]+:.+")) {
                throw new PolicySyntaxException("Invalid Action: '" + action + "'.");
            }
        }
        Optional<List<String>> resources = strings(node, "Resource");
        Optional<List<String>> notResources = strings(node, "NotResource");
        Optional<PrincipalElement> principal = principal(node, "Principal");
        Optional<PrincipalElement> notPrincipal = principal(node, "NotPrincipal");
        if ((resources.isPresent() && notResources.isPresent())
                || (principal.isPresent() && notPrincipal.isPresent())) {
            throw new PolicySyntaxException("A statement has an element and its opposite.");
        }
        if (trust) {
            if (resources.isPresent() || notResources.isPresent()) {
                throw new PolicySyntaxException("A trust policy has no resource.");
            }
            resources = Optional.of(List.of("*"));
        }
        return new Statement(
                effect.equals("Allow"),
                principal,
                notPrincipal,
                actions,
                notActions,
                resources,
                notResources,
                conditions(node.path("Condition")));
    }

    private static Optional<PrincipalElement> principal(JsonNode statement, String element) {
        JsonNode node = statement.path(element);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (node.isTextual() && node.asText().equals("*")) {
            return Optional.of(new PrincipalElement(List.of("*"), List.of(), List.of()));
        }
        if (!node.isObject() || node.isEmpty()) {
            throw new PolicySyntaxException("Invalid " + element + '.');
        }
        node.fieldNames().forEachRemaining(kind -> {
            if (!Set.of("AWS", "Service", "Federated", "CanonicalUser").contains(kind)) {
                throw new PolicySyntaxException("Unknown kind of principal: " + kind);
            }
        });
        return Optional.of(new PrincipalElement(
                strings(node, "AWS").orElse(List.of()),
                strings(node, "Service").orElse(List.of()),
                strings(node, "Federated").orElse(List.of())));
    }

    private static List<Condition> conditions(JsonNode block) {
        List<Condition> conditions = new ArrayList<>();
        if (block.isMissingNode()) {
            return conditions;
        }
        if (!block.isObject()) {
            throw new PolicySyntaxException("Condition is not a JSON object.");
        }
        for (var operator : block.properties()) {
            for (var line : operator.getValue().properties()) {
                conditions.add(Condition.of(
                        operator.getKey(),
                        line.getKey(),
                        strings(operator.getValue(), line.getKey()).orElse(List.of())));
            }
        }
        return conditions;
    }

    private static Optional<List<String>> strings(JsonNode parent, String name) {
        JsonNode node = parent.path(name);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (node.isValueNode() && !node.isNull()) {
            return Optional.of(List.of(node.asText()));
        }
        if (!node.isArray()) {
            throw new PolicySyntaxException("Not a text or a list of texts: " + name);
        }
        List<String> values = new ArrayList<>();
        for (JsonNode each : node) {
            if (!each.isValueNode() || each.isNull()) {
                throw new PolicySyntaxException("Not a list of texts: " + name);
            }
            values.add(each.asText());
        }
        return Optional.of(values);
    }
}
