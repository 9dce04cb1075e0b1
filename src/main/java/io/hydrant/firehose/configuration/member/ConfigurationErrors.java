package io.hydrant.firehose.configuration.member;

import io.hydrant.aws.AwsError;

/**
 * The errors that refuse a configuration, as far as several rules share a text or its source needs a word. Each method names
 * how sure its text is: <em>aws</em> recorded against the service, <em>reported</em> quoted by somebody who saw it, <em>peer</em>
 * known from other emulators only, <em>guess</em> ours.
 */
public final class ConfigurationErrors {
    private static final String PREFIX_CONSTRAINT = "The supplied prefix(es) do not satisfy the following constraint: ";

    private ConfigurationErrors() {}

    /** Any {@code InvalidArgumentException}; the text is the caller's. */
    public static AwsError invalidArgument(String message) {
        return AwsError.client("InvalidArgumentException", message);
    }

    /** None or several destinations in one request. Aws. */
    public static AwsError exactlyOneDestination() {
        return invalidArgument("Exactly one destination configuration is supported for a Firehose");
    }

    /** An S3 {@code EncryptionConfiguration} with both members or neither. Reported. */
    public static AwsError exactlyOneS3Encryption() {
        return invalidArgument("Exactly one of NoEncryptionConfig or KMSEncryptionConfig must be specified");
    }

    /** A malformed role in a conversion schema, found before every other rule. Aws. */
    public static AwsError invalidRoleArn() {
        return AwsError.client("InvalidParameterValueException", "Invalid role ARN.");
    }

    /** Expressions in the prefix and no prefix for errors; the misspelt first word is the service's. Reported. */
    public static AwsError errorPrefixMissing() {
        return prefixConstraint("ErrorOutputPrefix cannot be null or empty when Prefix contains expressions");
    }

    /** Another rule of prefixes. Aws. */
    public static AwsError prefixConstraint(String constraint) {
        return invalidArgument(PREFIX_CONSTRAINT + constraint);
    }

    /** Partition keys in a prefix without dynamic partitioning. Reported. */
    public static AwsError partitionKeysWithoutPartitioning() {
        return invalidArgument("Dynamic Partitioning Namespaces can only be part of a prefix expression when Dynamic "
                + "Partitioning is enabled.");
    }

    /** Dynamic partitioning on a stream that was created without it. The rule is documented, the text a guess. */
    public static AwsError partitioningCannotBeEnabled() {
        return invalidArgument("Dynamic Partitioning can only be enabled when a new Firehose is created.");
    }

    /** Dynamic partitioning switched off. The rule is documented, the text a guess. */
    public static AwsError partitioningCannotBeDisabled() {
        return invalidArgument("Disabling Dynamic Partitioning is not supported.");
    }

    /** {@code S3BackupMode} from Enabled to Disabled. Reported. */
    public static AwsError backupCannotBeDisabled() {
        return invalidArgument("Disabling S3 backup is not currently supported.");
    }

    /** A change of {@code S3BackupMode} that the destination does not allow. The rule is documented, the text a guess. */
    public static AwsError backupModeCannotChange(String from, String to) {
        return invalidArgument("Changing S3BackupMode from " + from + " to " + to + " is not supported.");
    }

    /** FileExtension or CustomTimeZone in a Region that lacks them. Reported. */
    public static AwsError extensionAndZoneUnavailable() {
        return invalidArgument(
                "S3 File Extension and Custom Time Zone parameters is not available in the current region.");
    }

    /** One buffering hint without the other. The rule is documented, the text a guess. */
    public static AwsError bothHintsNeeded() {
        return invalidArgument("Both SizeInMBs and IntervalInSeconds must be specified in BufferingHints.");
    }

    /** A small buffer with format conversion. Aws. */
    public static AwsError conversionBufferTooSmall() {
        return invalidArgument("BufferingHints.SizeInMBs must be at least 64 when data format conversion is enabled.");
    }

    /** A compressed bucket with format conversion. Aws. */
    public static AwsError conversionNeedsUncompressed() {
        return invalidArgument("The S3 destination's compression format must be set to UNCOMPRESSED when data format "
                + "conversion is enabled. To enable compression within the converted output format, set the appropriate "
                + "serialization option in the output format configuration.");
    }

    /** A part of a conversion block is missing. Aws. */
    public static AwsError mustNotBeNull(String member) {
        return invalidArgument(member + " must not be null");
    }

    /** A member of a conversion schema is missing or empty. Aws. */
    public static AwsError mustNotBeNullOrEmpty(String member) {
        return invalidArgument(member + " must not be null or empty");
    }

    /** Two deserializers, or two serializers; {@code what} is the word in lower case. Aws. */
    public static AwsError moreThanOne(String what) {
        return invalidArgument("More than one " + what + " specified. Only one may be chosen.");
    }

    /** Processing enabled with no processor or with more than five. Peer. */
    public static AwsError processorCount() {
        return invalidArgument(
                "A maximum of 5 and a minimum of 1 processor needs to be supplied when processing is enabled.");
    }

    /** A parameter twice in one processor. Aws. */
    public static AwsError duplicateProcessorParameter() {
        return invalidArgument("Duplicate ProcessorParameter passed to ProcessingConfiguration.");
    }

    /** A Lambda processor without its function. Aws. */
    public static AwsError lambdaArnRequired() {
        return invalidArgument("LambdaArn is required when Lambda processor is used.");
    }

    /** A Lambda processor whose function is not named by an ARN. Aws. */
    public static AwsError invalidLambdaArn() {
        return invalidArgument("Invalid lambda ARN.");
    }

    /** One of the two buffering parameters of a Lambda processor is missing. Aws. */
    public static AwsError lambdaBufferingIncomplete() {
        return invalidArgument("Both BufferSizeInMBs and BufferIntervalInSeconds are required to configure buffering "
                + "for lambda processor.");
    }

    /** Decompression added to a stream without a function. Peer. */
    public static AwsError decompressionNeedsLambda() {
        return invalidArgument(
                "Enabling source decompression is not supported for existing stream with no Lambda function attached.");
    }

    /** UpdateDestination with nothing to update. Peer. */
    public static AwsError noUpdateGiven() {
        return invalidArgument("At least one destination or source configuration update must be provided");
    }

    /** A change to or from a destination that cannot be exchanged. Peer. */
    public static AwsError typeChangeRefused(String type) {
        return invalidArgument("Changing the destination type to or from " + type + " is not supported at this time.");
    }

    /** A destination's role that belongs to another account. Aws. */
    public static AwsError notAuthorizedToPass(String caller) {
        return AwsError.client(
                "AccessDeniedException", "User: " + caller + " is not authorized to access this resource");
    }

    /** A conversion schema's role that belongs to another account. Aws. */
    public static AwsError crossAccountPassRole() {
        return AwsError.client("AccessDeniedException", "Cross-account pass role is not allowed.");
    }
}
