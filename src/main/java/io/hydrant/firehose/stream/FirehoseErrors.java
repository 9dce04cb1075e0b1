package io.hydrant.firehose.stream;

import java.util.List;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.AwsError;

/**
 * Every error text of Firehose, but for those about a configuration, which are {@code ConfigurationErrors}. Each method names
 * how sure its text is: <em>aws</em> recorded against the service, <em>reported</em> quoted by somebody who saw it, <em>peer</em>
 * known from other emulators only, <em>guess</em> ours.
 */
public final class FirehoseErrors {
    private FirehoseErrors() {}

    /** Any {@code InvalidArgumentException}; the text is the caller's. */
    public static AwsError invalidArgument(String message) {
        return AwsError.client("InvalidArgumentException", message);
    }

    /** A control call names a stream that does not exist. Reported. */
    public static AwsError notFound(String name, AccountId account) {
        return AwsError.client(
                "ResourceNotFoundException", "Firehose " + name + " under account " + account + " not found.");
    }

    /** PutRecord or PutRecordBatch names a stream that does not exist. Reported. */
    public static AwsError notFoundForPut(String name, AccountId account) {
        return AwsError.client(
                "ResourceNotFoundException", "Firehose " + name + " not found under account " + account + ".");
    }

    /** UpdateDestination names a stream that does not exist. Peer. */
    public static AwsError notFoundForUpdate(String name, AccountId account) {
        return AwsError.client(
                "ResourceNotFoundException", "Firehose " + name + " under accountId " + account + " not found.");
    }

    /** CreateDeliveryStream names a stream that exists. Peer. */
    public static AwsError alreadyExists(String name, AccountId account) {
        return AwsError.client(
                "ResourceInUseException", "Firehose " + name + " under accountId " + account + " already exists");
    }

    /** DeleteDeliveryStream while the stream is {@code CREATING}. Peer. */
    public static AwsError cannotDeleteWhileCreating(String name, AccountId account) {
        return AwsError.client(
                "ResourceInUseException",
                "Firehose " + name + " under account " + account + " cannot be deleted in CREATING state");
    }

    /** UpdateDestination while the stream is not {@code ACTIVE}. Peer. */
    public static AwsError cannotUpdateInStatus(String name, String status) {
        return AwsError.client(
                "ResourceInUseException", "Cannot update firehose: " + name + " when it is in " + status + " status");
    }

    /** A put while the stream is not {@code ACTIVE}. Peer. */
    public static AwsError notActiveForPut(String name, AccountId account) {
        return AwsError.client(
                "ResourceNotFoundException", "Firehose " + name + " is not active in " + account + " account.");
    }

    /** UpdateDestination with another version than the stream's. Peer. */
    public static AwsError staleVersion(String name, String current, String given) {
        return AwsError.client(
                "ConcurrentModificationException",
                "Cannot update firehose: " + name + " since the current version id: " + current
                        + " and specified version id: " + given + " do not match");
    }

    /** One stream more than the account may have in the Region. Peer. */
    public static AwsError streamQuota(int limit, List<String> names) {
        return AwsError.client(
                "LimitExceededException",
                "You have already consumed your firehose quota of " + limit + " hoses. Firehose names: " + names);
    }

    /** More control calls in one second than the quota. Reported. */
    public static AwsError tooManyCalls(int perSecond, String operation) {
        return AwsError.client(
                "ThrottlingException",
                "Please slow down. Max limit of " + perSecond + " RPS has breached for " + operation);
    }

    /** UpdateDestination with an unknown destination. Peer. */
    public static AwsError destinationNotFound(String destinationId) {
        return invalidArgument("Destination Id " + destinationId + " not found");
    }

    /** Encryption started or stopped on a stream that is not {@code ACTIVE}. Guess. */
    public static AwsError cannotChangeEncryptionInStatus(String name, AccountId account, String status) {
        return AwsError.client(
                "ResourceInUseException",
                "Firehose " + name + " under account " + account
                        + " cannot change its server-side encryption while it is in " + status + " state");
    }

    /** A batch above 4 MiB. Reported. */
    public static AwsError batchTooLarge() {
        return invalidArgument("Records size exceeds 4 MB limit");
    }

    /** Too many records, or too many bytes, in one second; status 503. Reported. */
    public static AwsError slowDown() {
        return AwsError.server("ServiceUnavailableException", 503, "Slow down.");
    }

    /** More than 50 tags on one stream. The rule is documented, the text a guess. */
    public static AwsError tooManyTags(int limit) {
        return AwsError.client("LimitExceededException", "A delivery stream cannot have more than " + limit + " tags.");
    }

    /** Tags of a stream that is on its way out. The type is documented, case and text are guesses. */
    public static AwsError cannotTagWhileDeleting(String name, AccountId account) {
        return AwsError.client(
                "ResourceInUseException",
                "Firehose " + name + " under account " + account + " cannot be tagged in DELETING state");
    }

    /** A customer managed key without an ARN. Aws. */
    public static AwsError keyArnRequired() {
        return invalidArgument("KeyARN has to be specified when KeyType is CUSTOMER_MANAGED_CMK");
    }

    /** An AWS owned key with an ARN. Aws. */
    public static AwsError keyArnNotAllowed() {
        return invalidArgument("KeyARN cannot be specified when KeyType is AWS_OWNED_CMK");
    }

    /** A tag key twice in one call. Guess. */
    public static AwsError duplicateTagKey(String key) {
        return invalidArgument("Duplicate tag key: " + key);
    }

    /** A key of another Region than the stream's. Aws. */
    public static AwsError keyOfAnotherRegion() {
        return invalidArgument(
                "Cross-region keys are not allowed for SSE. Please provide CMKs in the same region as firehose");
    }
}
