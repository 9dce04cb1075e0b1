package io.hydrant.firehose.api;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.hydrant.aws.AwsException;
import io.hydrant.firehose.stream.FirehoseErrors;

/** The rules for a {@code DataFormatConversionConfiguration}, in the order observed on AWS. */
final class ConversionRules {
    private static final Pattern ROLE_ARN = Pattern.compile("arn:.*:iam::\\d{12}:role/[a-zA-Z_0-9+=,.@\\-_/]+");

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
                throw new AwsException(FirehoseErrors.invalidRoleArn());
            }
        });
    }

    /**
     * Checks a completed destination; does nothing when it does not convert. Glue is not asked.
     *
     * @throws AwsException {@code InvalidArgumentException}
     */
    static void check(Map<String, Object> destination) {
        Map<String, Object> conversion = Members.structure(destination, "DataFormatConversionConfiguration");
        if (!Members.isTrue(conversion, "Enabled")) {
            return;
        }
        if (!Members.text(destination, "CompressionFormat")
                .orElse("UNCOMPRESSED")
                .equals("UNCOMPRESSED")) {
            throw new AwsException(FirehoseErrors.conversionNeedsUncompressed());
        }
        if (Members.number(Members.structure(destination, "BufferingHints"), "SizeInMBs")
                        .orElse(0)
                < 64) {
            throw new AwsException(FirehoseErrors.conversionBufferTooSmall());
        }
        for (String part : List.of("InputFormatConfiguration", "OutputFormatConfiguration", "SchemaConfiguration")) {
            require(conversion, part);
        }
        Map<String, Object> input = Members.structure(conversion, "InputFormatConfiguration");
        Map<String, Object> output = Members.structure(conversion, "OutputFormatConfiguration");
        require(input, "Deserializer");
        require(output, "Serializer");
        if (Members.structure(input, "Deserializer").size() > 1) {
            throw new AwsException(FirehoseErrors.moreThanOne("deserializer"));
        }
        if (Members.structure(output, "Serializer").size() > 1) {
            throw new AwsException(FirehoseErrors.moreThanOne("serializer"));
        }
        Map<String, Object> schema = Members.structure(conversion, "SchemaConfiguration");
        requireText(schema, "RoleARN", "SchemaConfiguration.RoleArn");
        requireText(schema, "DatabaseName", "SchemaConfiguration.DatabaseName");
        requireText(schema, "TableName", "SchemaConfiguration.TableName");
    }

    private static void require(Map<String, Object> tree, String member) {
        if (!tree.containsKey(member)) {
            throw new AwsException(FirehoseErrors.mustNotBeNull(member));
        }
    }

    private static void requireText(Map<String, Object> schema, String member, String asPrinted) {
        if (Members.text(schema, member).orElse("").isEmpty()) {
            throw new AwsException(FirehoseErrors.mustNotBeNullOrEmpty(asPrinted));
        }
    }
}
