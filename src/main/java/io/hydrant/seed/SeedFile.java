package io.hydrant.seed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hydrant.aws.ScopeFilter;
import io.hydrant.fault.rule.FaultException;
import io.hydrant.fault.rule.FaultRule;
import io.hydrant.fault.rule.RuleReader;
import io.hydrant.resource.ResourceException;
import io.hydrant.resource.ResourceReader;
import io.hydrant.resource.StandIn;

/**
 * A seed as it is written.
 *
 * @param text all of it
 * @param sections its members, but for the resources and the faults
 * @param resources what AWS names mean here
 * @param faults the rules of what shall fail
 */
record SeedFile(String text, ObjectNode sections, Map<String, StandIn> resources, List<FaultRule> faults) {
    /** Reads {@code file}; throws {@link SeedException} when it is not a JSON object. */
    static SeedFile read(Path file, ObjectMapper json) {
        String text;
        JsonNode root;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
            root = json.readTree(text);
        } catch (NoSuchFileException e) {
            throw Seed.refused(file, "the file does not exist");
        } catch (JsonProcessingException e) {
            throw Seed.refused(
                    file,
                    "not JSON: " + e.getOriginalMessage().lines().findFirst().orElse("") + " (line "
                            + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")");
        } catch (IOException e) {
            throw Seed.refused(file, "the file cannot be read: " + e.getMessage());
        }
        if (!(root instanceof ObjectNode members)) {
            throw Seed.refused(file, "a seed is one JSON object");
        }
        JsonNode resources = members.remove("resources");
        JsonNode faults = members.remove("faults");
        try {
            return new SeedFile(
                    text,
                    members,
                    resources == null ? Map.of() : ResourceReader.read(resources),
                    faults == null ? List.of() : RuleReader.read(faults, "faults", ScopeFilter.ALL));
        } catch (ResourceException e) {
            throw Seed.refused(file, "in \"resources\": " + e.getMessage());
        } catch (FaultException e) {
            throw Seed.refused(file, String.valueOf(e.getMessage()));
        }
    }
}
