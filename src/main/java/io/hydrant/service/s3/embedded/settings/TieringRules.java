package io.hydrant.service.s3.embedded.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.hydrant.service.s3.embedded.document.Elements;
import io.hydrant.service.s3.embedded.document.XmlElement;

/**
 * Checks an intelligent tiering configuration. Recorded on AWS, September 2026, and by LocalStack.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketIntelligentTieringConfiguration.html">PutBucketIntelligentTieringConfiguration</a>
 */
public final class TieringRules {
    private static final String ARCHIVE = "ARCHIVE_ACCESS";
    private static final String DEEP = "DEEP_ARCHIVE_ACCESS";

    private TieringRules() {}

    /**
     * Checks the document.
     *
     * @throws io.hydrant.aws.AwsException {@code MalformedXML}, {@code InvalidRequest}
     */
    public static void check(XmlElement document) {
        Elements.oneOf(document, "Status", Set.of("Enabled", "Disabled"));
        List<XmlElement> tierings = document.all("Tiering");
        Elements.requireWellFormed(!tierings.isEmpty());
        Map<String, Long> days = new HashMap<>();
        for (XmlElement tiering : tierings) {
            String tier = Elements.oneOf(tiering, "AccessTier", Set.of(ARCHIVE, DEEP));
            long after = Elements.number(tiering, "Days").orElse(0L);
            Elements.require(
                    days.put(tier, after) == null,
                    "All Access Tiers in a configuration must be unique. Found duplicate entry for " + tier + ".");
        }
        Elements.require(
                !days.containsKey(ARCHIVE) || !days.containsKey(DEEP) || days.get(DEEP) > days.get(ARCHIVE),
                "Days specified in DEEP_ARCHIVE_ACCESS should be greater than days specified in ARCHIVE_ACCESS");
    }
}
