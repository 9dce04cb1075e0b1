package io.hydrant.destination.s3;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.AwsException;
import io.hydrant.firehose.configuration.access.RoleRules;
import io.hydrant.firehose.configuration.member.ConfigurationErrors;
import io.hydrant.firehose.configuration.member.Members;

/** The rules for a {@code DataFormatConversionConfiguration}, in the order observed on AWS. */
final class ConversionRules {
    private static final Pattern ROLE_ARN = Pattern.compile("arn:.*:iam::\\d{12}:role/[a-zA-Z_0-9+=,.@\\-_/]+");

    private static final String JODA_LETTERS = "GCYxwEeyDMdaKhHkmsSzZ";

    private ConversionRules() {}

    /**
     * The check that comes before every other semantic rule: a schema's role that is there must be a role's ARN.
     *
     * @throws AwsException {@code InvalidParameterValueException}
     */
    static void checkRoleSyntax(Map<String, Object> destination) {
        Map<String, Object> schema = Members.structure(
                Members.structure(destination, "DataFormatConversionConfiguration"), "SchemaConfiguration");
        Members.text(schema, "RoleARN").ifPresent(role -> {
            if (!role.isEmpty() && !ROLE_ARN.matcher(role).matches()) {
                throw new AwsException(ConfigurationErrors.invalidRoleArn());
            }
        });
    }

    /**
     * Checks a completed destination; does nothing when it does not convert. Glue is not asked.
     *
     * @throws AwsException {@code InvalidArgumentException}
     */
    static void check(Map<String, Object> destination, AccountId account) {
        Map<String, Object> conversion = Members.structure(destination, "DataFormatConversionConfiguration");
        if (!Members.isTrue(conversion, "Enabled")) {
            return;
        }
        if (!Members.text(destination, "CompressionFormat")
                .orElse("UNCOMPRESSED")
                .equals("UNCOMPRESSED")) {
            throw new AwsException(ConfigurationErrors.conversionNeedsUncompressed());
        }
        if (Members.number(Members.structure(destination, "BufferingHints"), "SizeInMBs")
                        .orElse(0)
                < 64) {
            throw new AwsException(ConfigurationErrors.conversionBufferTooSmall());
        }
        for (String part : List.of("InputFormatConfiguration", "OutputFormatConfiguration", "SchemaConfiguration")) {
            require(conversion, part);
        }
        Map<String, Object> input = Members.structure(conversion, "InputFormatConfiguration");
        Map<String, Object> output = Members.structure(conversion, "OutputFormatConfiguration");
        requireChoice(input, "Deserializer");
        requireChoice(output, "Serializer");
        if (Members.structure(input, "Deserializer").size() > 1) {
            throw new AwsException(ConfigurationErrors.moreThanOne("deserializer"));
        }
        if (Members.structure(output, "Serializer").size() > 1) {
            throw new AwsException(ConfigurationErrors.moreThanOne("serializer"));
        }
        checkTimestampFormats(Members.structure(input, "Deserializer"));
        Map<String, Object> schema = Members.structure(conversion, "SchemaConfiguration");
        requireText(schema, "RoleARN", "SchemaConfiguration.RoleArn");
        requireText(schema, "DatabaseName", "SchemaConfiguration.DatabaseName");
        requireText(schema, "TableName", "SchemaConfiguration.TableName");
        if (RoleRules.isOfAnotherAccount(schema, "RoleARN", account)) {
            throw new AwsException(ConfigurationErrors.crossAccountPassRole());
        }
    }

    private static void requireChoice(Map<String, Object> tree, String member) {
        if (Members.structure(tree, member).isEmpty()) {
            throw new AwsException(ConfigurationErrors.mustNotBeNull(member));
        }
    }

    /** The formats are {@code millis} or patterns of Joda-Time. Recorded in September 2026. */
    private static void checkTimestampFormats(Map<String, Object> deserializer) {
        Object formats = Members.structure(deserializer, "HiveJsonSerDe").get("TimestampFormats");
        if (formats instanceof List<?> list
                && !list.stream().allMatch(each -> isTimestampFormat(String.valueOf(each)))) {
            String value = list.stream().map(String::valueOf).collect(Collectors.joining(","));
            throw new AwsException(ConfigurationErrors.invalidArgument(
                    "Invalid deserializer option(s): One or more SerDe options are invalid for "
                            + "org.apache.hcatalog.data.JsonSerDe: [Key: timestamp.formats Value: " + value + "]"));
        }
    }

    /** Outside of quotes a pattern of Joda-Time has no other letters than these; a quote that is open is malformed. */
    private static boolean isTimestampFormat(String format) {
        if (format.equals("millis")) {
            return true;
        }
        String bare = format.replaceAll("'[^']*'", "");
        return !bare.isEmpty()
                && bare.indexOf('\'') < 0
                && bare.chars()
                        .filter(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
                        .allMatch(c -> JODA_LETTERS.indexOf(c) >= 0);
    }

    private static void require(Map<String, Object> tree, String member) {
        if (!tree.containsKey(member)) {
            throw new AwsException(ConfigurationErrors.mustNotBeNull(member));
        }
    }

    private static void requireText(Map<String, Object> schema, String member, String asPrinted) {
        if (Members.text(schema, member).orElse("").isEmpty()) {
            throw new AwsException(ConfigurationErrors.mustNotBeNullOrEmpty(asPrinted));
        }
    }
}
