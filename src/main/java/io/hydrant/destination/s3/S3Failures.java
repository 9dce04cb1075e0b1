package io.hydrant.destination.s3;

import io.hydrant.destination.s3.S3Destination.Role;
import io.hydrant.service.s3.S3Exception;

/**
 * What S3's errors are called in Firehose's error log, and sentences that say what to do.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-logs.html">Error codes</a>
 */
final class S3Failures {
    /** Whatever has no name of its own. */
    static final String INTERNAL = "InternalError";

    private S3Failures() {}

    /** The code in Firehose's words. That every code of KMS but two keeps its own name is a guess. */
    static String code(S3Exception refused) {
        return switch (refused.code()) {
            case "NoSuchBucket",
                    "AccessDenied",
                    "AccountProblem",
                    "AllAccessDisabled",
                    "InvalidPayer",
                    "NotSignedUp",
                    "MethodNotAllowed" -> "S3." + refused.code();
            case "KMS.ThrottlingException", "KMS.LimitExceededException" -> "S3.KMS.RequestLimitExceeded";
            default -> refused.code().startsWith("KMS.") ? "S3." + refused.code() : INTERNAL;
        };
    }

    /** A sentence for people: what is wrong, what to do, and the store's own words. */
    static String sentence(S3Exception refused, Role role, String bucket) {
        String subject = "The " + role.words() + ' ' + bucket;
        String advice =
                switch (code(refused)) {
                    case "S3.NoSuchBucket" -> subject + " does not exist: create it, or correct BucketARN.";
                    case "S3.AccessDenied" ->
                        subject + " refuses the delivery: its policy, or the role's, must allow s3:PutObject.";
                    case "S3.AccountProblem" -> "The account of " + lowered(subject) + " has a problem.";
                    case "S3.AllAccessDisabled" -> subject + " has all access disabled.";
                    case "S3.InvalidPayer" -> subject + " has requester pays, and access to it has been disabled.";
                    case "S3.NotSignedUp" -> "The account of " + lowered(subject) + " is not signed up for S3.";
                    case "S3.MethodNotAllowed" -> subject + " does not allow writing.";
                    case "S3.KMS.NotFoundException" ->
                        subject + " is to be written with a KMS key that does not exist: correct AWSKMSKeyARN.";
                    case "S3.KMS.RequestLimitExceeded" ->
                        "KMS is asked too often while " + lowered(subject) + " is written.";
                    default ->
                        refused.code().startsWith("KMS.")
                                ? subject + " is to be written with a KMS key that cannot be used."
                                : subject + " could not be written.";
                };
        return advice + " S3 answered " + refused.httpStatus() + ' ' + refused.code() + ": " + refused.message();
    }

    /** Why no object came to be. */
    static String notCompressed(Encoding encoding, Throwable why) {
        String advice =
                switch (encoding.format()) {
                    case SNAPPY, HADOOP_SNAPPY ->
                        " Snappy's native library is unpacked into the temporary folder: point"
                                + " -Dorg.xerial.snappy.tempdir to one that can be written and executed from.";
                    case UNCOMPRESSED, GZIP, ZIP -> "";
                };
        return "The records could not be compressed as " + encoding.format() + " (" + why + ")." + advice;
    }

    private static String lowered(String subject) {
        return 't' + subject.substring(1);
    }
}
