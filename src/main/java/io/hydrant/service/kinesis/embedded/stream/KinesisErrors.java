package io.hydrant.service.kinesis.embedded.stream;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Scope;

/**
 * The errors of Kinesis; all are HTTP 400. Texts not marked as a guess were recorded on AWS by the author of kinesalite, with today's
 * bounds in them.
 */
public final class KinesisErrors {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern(
                    "EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private KinesisErrors() {}

    /** {@code ResourceNotFoundException} for a stream. */
    public static AwsException streamNotFound(String name, AccountId account) {
        return error("ResourceNotFoundException", "Stream " + name + " under account " + account + " not found.");
    }

    /** {@code ResourceNotFoundException} for a shard that is read. */
    public static AwsException shardMissing(String shard, StreamDescription stream) {
        return error("ResourceNotFoundException", "Shard " + shard + in(stream) + " does not exist");
    }

    /** {@code ResourceNotFoundException} for a shard that is split or merged. */
    public static AwsException shardNotFound(String shard, StreamDescription stream) {
        return shardNotFound(shard, stream.name(), stream.scope().account());
    }

    /** {@code ResourceNotFoundException} for a shard whose id has another form, whether or not there is such a stream. */
    public static AwsException shardNotFound(String shard, String stream, AccountId account) {
        return error(
                "ResourceNotFoundException",
                "Could not find shard " + shard + " in stream " + stream + " under account " + account + ".");
    }

    /** {@code ResourceNotFoundException} for a consumer; its text is a guess. */
    public static AwsException consumerNotFound(String consumer, AccountId account) {
        return error("ResourceNotFoundException", "Consumer " + consumer + " under account " + account + " not found.");
    }

    /** {@code ResourceInUseException} for a name that is taken. */
    public static AwsException alreadyExists(String name, AccountId account) {
        return error("ResourceInUseException", "Stream " + name + " under account " + account + " already exists.");
    }

    /** {@code ResourceInUseException} for a stream that is being changed. */
    public static AwsException notActive(StreamDescription stream) {
        return error(
                "ResourceInUseException",
                "Stream " + stream.name() + " under account " + stream.scope().account()
                        + " not ACTIVE, instead in state " + stream.status());
    }

    /** {@code ResourceInUseException}. */
    public static AwsException inUse(String text) {
        return error("ResourceInUseException", text);
    }

    /** {@code InvalidArgumentException}. */
    public static AwsException invalid(String text) {
        return error("InvalidArgumentException", text);
    }

    /** {@code ValidationException}. */
    public static AwsException validation(String text) {
        return error("ValidationException", text);
    }

    /** {@code LimitExceededException}. */
    public static AwsException limit(String text) {
        return error("LimitExceededException", text);
    }

    /** {@code LimitExceededException} for too many shards. */
    public static AwsException shardLimit(Scope scope, int open, int limit, int more) {
        return limit("This request would exceed the shard limit for the account " + scope.account() + " in "
                + scope.region() + ". Current shard count for the account: " + open + ". Limit: " + limit
                + ". Number of additional shards that would have resulted from this request: " + more
                + ". Refer to the AWS Service Limits page"
                + " (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html)"
                + " for current limits and how to request higher limits.");
    }

    /** {@code ProvisionedThroughputExceededException}. */
    public static AwsException throughput(String shard, StreamDescription stream) {
        return error("ProvisionedThroughputExceededException", throughputText(shard, stream));
    }

    /** Its text. */
    public static String throughputText(String shard, StreamDescription stream) {
        return "Rate exceeded for shard " + shard + in(stream) + ".";
    }

    /** {@code InvalidArgumentException} for a text that is no iterator. */
    public static AwsException invalidIterator() {
        return invalid("Invalid ShardIterator.");
    }

    /** {@code ExpiredIteratorException}. */
    public static AwsException expiredIterator(Instant created, Instant now) {
        return error(
                "ExpiredIteratorException",
                "Iterator expired. The iterator was created at time " + UTC.format(created) + " while right now it is "
                        + UTC.format(now)
                        + " which is further in the future than the tolerated delay of 300000 milliseconds.");
    }

    /** {@code ExpiredNextTokenException}; its text is a guess. */
    public static AwsException expiredToken() {
        return error("ExpiredNextTokenException", "NextToken is expired. Tokens expire after 300 seconds.");
    }

    /** {@code InvalidArgumentException} for a text that is no token of a list; its text is a guess. */
    public static AwsException invalidToken() {
        return invalid("NextToken is invalid.");
    }

    private static String in(StreamDescription stream) {
        return " in stream " + stream.name() + " under account "
                + stream.scope().account();
    }

    private static AwsException error(String code, String text) {
        return new AwsException(AwsError.client(code, text));
    }
}
