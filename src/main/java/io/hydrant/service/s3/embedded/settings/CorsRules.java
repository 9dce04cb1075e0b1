package io.hydrant.service.s3.embedded.settings;

import java.util.List;
import java.util.Set;

import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlElement;

/**
 * A document {@code CORSConfiguration}. The text about methods is recorded from AWS by others, those about wildcards are reported.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html">Elements of a CORS configuration</a>
 */
public final class CorsRules {
    private static final int MOST_RULES = 100;
    private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE", "HEAD");
    private static final Set<String> MEMBERS =
            Set.of("ID", "AllowedMethod", "AllowedOrigin", "AllowedHeader", "ExposeHeader", "MaxAgeSeconds");

    private CorsRules() {}

    /**
     * Checks the document.
     *
     * @throws io.hydrant.aws.AwsException {@code MalformedXML}, {@code InvalidRequest}
     */
    public static void check(XmlElement document) {
        List<XmlElement> rules = document.all("CORSRule");
        if (rules.isEmpty()
                || rules.size() > MOST_RULES
                || rules.size() < document.children().size()) {
            throw S3Errors.malformedXml();
        }
        rules.forEach(CorsRules::checkRule);
    }

    private static void checkRule(XmlElement rule) {
        boolean known = rule.children().stream().map(XmlElement::name).allMatch(MEMBERS::contains);
        if (!known
                || rule.all("AllowedMethod").isEmpty()
                || rule.all("AllowedOrigin").isEmpty()
                || rule.textOf("MaxAgeSeconds")
                        .filter(text -> !text.strip().matches("-?\\d{1,9}"))
                        .isPresent()) {
            throw S3Errors.malformedXml();
        }
        for (XmlElement method : rule.all("AllowedMethod")) {
            if (!METHODS.contains(method.text())) {
                throw S3Errors.invalidRequest(
                        "Found unsupported HTTP method in CORS config. Unsupported method is " + method.text());
            }
        }
        for (String name : List.of("AllowedOrigin", "AllowedHeader")) {
            for (XmlElement pattern : rule.all(name)) {
                if (pattern.text().indexOf('*') != pattern.text().lastIndexOf('*')) {
                    throw S3Errors.invalidRequest(
                            name + " \"" + pattern.text() + "\" can not have more than one wildcard.");
                }
            }
        }
        for (XmlElement header : rule.all("ExposeHeader")) {
            if (header.text().contains("*")) {
                throw S3Errors.invalidRequest("ExposeHeader \"" + header.text()
                        + "\" contains wildcard. We currently do not support wildcard for ExposeHeader.");
            }
        }
    }
}
