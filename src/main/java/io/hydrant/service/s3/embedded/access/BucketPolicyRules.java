package io.hydrant.service.s3.embedded.access;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.aws.AwsException;
import io.hydrant.service.s3.embedded.document.S3Errors;
import org.jspecify.annotations.Nullable;

/**
 * Checks a bucket policy. Recorded on AWS, September 2026, and by LocalStack. Whether the policy makes the bucket public is not
 * looked at.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html">Bucket policies</a>
 */
public final class BucketPolicyRules {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");

    /** Actions that mean an object, not a bucket. */
    private static final Pattern OF_OBJECTS = Pattern.compile(
            "s3:((Get|Put|Delete|Restore|Replicate)Object\\w*|AbortMultipartUpload|ListMultipartUploadParts"
                    + "|Replicate(Delete|Tags)|BypassGovernanceRetention|ObjectOwnerOverrideToBucketOwner"
                    + "|(Initiate|Update)\\w*Object\\w*)");

    private BucketPolicyRules() {}

    /**
     * Checks the document.
     *
     * @throws AwsException {@code MalformedPolicy}
     */
    public static void check(byte[] document) {
        JsonNode policy = read(document);
        JsonNode version = policy.get("Version");
        if (version != null && !VERSIONS.contains(version.asText())) {
            throw malformed("The policy must contain a valid version string");
        }
        JsonNode statement = policy.get("Statement");
        if (statement == null) {
            throw malformed("Missing required field Statement");
        }
        if (statement.isObject()) {
            checkStatement(statement);
            return;
        }
        if (statement.isEmpty()) {
            throw malformed("Could not parse the policy: Statement is empty!");
        }
        statement.forEach(BucketPolicyRules::checkStatement);
    }

    private static JsonNode read(byte[] document) {
        if (document.length == 0 || document[0] != '{') {
            throw malformed("Policies must be valid JSON and the first byte must be '{'");
        }
        try {
            return JSON.readTree(new String(document, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw malformed("This policy contains invalid Json");
        }
    }

    private static void checkStatement(JsonNode statement) {
        requireOne(statement, "Effect", "Effect");
        requireOne(statement, "Principal", "NotPrincipal");
        requireOne(statement, "Action", "NotAction");
        requireOne(statement, "Resource", "NotResource");
        List<String> resources = texts(statement.get("Resource"));
        for (String action : texts(statement.get("Action"))) {
            if (!resources.isEmpty() && resources.stream().noneMatch(resource -> applies(action, resource))) {
                throw malformed("Action does not apply to any resource(s) in statement");
            }
        }
    }

    private static boolean applies(String action, String resource) {
        if (action.contains("*") || action.contains("?")) {
            return true;
        }
        boolean named = resource.contains("/");
        return OF_OBJECTS.matcher(action).matches() ? named || resource.contains("*") : !named || resource.equals("*");
    }

    private static void requireOne(JsonNode statement, String name, String other) {
        if (!statement.has(name) && !statement.has(other)) {
            throw malformed("Missing required field " + name);
        }
    }

    private static List<String> texts(@Nullable JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node != null && node.isTextual()) {
            texts.add(node.asText());
        } else if (node != null) {
            node.forEach(text -> texts.add(text.asText()));
        }
        return texts;
    }

    private static AwsException malformed(String text) {
        return S3Errors.of(400, "MalformedPolicy", text);
    }
}
