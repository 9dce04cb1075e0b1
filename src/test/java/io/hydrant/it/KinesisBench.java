package io.hydrant.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.hydrant.Hydrant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What the tests do over and over with a Kinesis client, which speaks CBOR, and with bare requests, which speak JSON. */
final class KinesisBench {
    private static final Pattern NOW = Pattern.compile("\"now\":\"([^\"]+)\"");

    private final Hydrant hydrant;
    private final KinesisClient client;

    KinesisBench(Hydrant hydrant, KinesisClient client) {
        this.hydrant = hydrant;
        this.client = client;
    }

    static KinesisClient client(Hydrant hydrant, String account) {
        return KinesisClient.builder()
                .endpointOverride(hydrant.endpoint())
                .region(Region.of(hydrant.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** A client that asks once, so that a test sees the first refusal. */
    static KinesisClient withoutRetries(Hydrant hydrant) {
        return KinesisClient.builder()
                .endpointOverride(hydrant.endpoint())
                .region(Region.of(hydrant.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(ClientsOf.DEFAULT_ACCOUNT, "secret")))
                .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    String stream(String name, int shards) {
        client.createStream(create -> create.streamName(name).shardCount(shards));
        return name;
    }

    String put(String stream, String partitionKey, String data) {
        return client.putRecord(
                        put -> put.streamName(stream).partitionKey(partitionKey).data(SdkBytes.fromUtf8String(data)))
                .sequenceNumber();
    }

    List<Shard> shards(String stream) {
        return client.listShards(list -> list.streamName(stream)).shards();
    }

    String iterator(String stream, String shard, ShardIteratorType type) {
        return iterator(GetShardIteratorRequest.builder()
                .streamName(stream)
                .shardId(shard)
                .shardIteratorType(type));
    }

    String iterator(GetShardIteratorRequest.Builder request) {
        return client.getShardIterator(request.build()).shardIterator();
    }

    GetRecordsResponse read(String iterator) {
        return client.getRecords(get -> get.shardIterator(iterator));
    }

    /** The data of a shard from its oldest record on. */
    List<String> texts(String stream, String shard) {
        return texts(read(iterator(stream, shard, ShardIteratorType.TRIM_HORIZON)));
    }

    static List<String> texts(GetRecordsResponse read) {
        return read.records().stream()
                .map(Record::data)
                .map(SdkBytes::asUtf8String)
                .toList();
    }

    /** The data of all shards, parents before children. */
    List<String> allTexts(String stream) {
        List<String> all = new ArrayList<>();
        shards(stream).forEach(shard -> all.addAll(texts(stream, shard.shardId())));
        return all;
    }

    /** The code and the text of the refusal, as the client reads them. */
    static String refusal(ThrowingCallable call) {
        KinesisException refused = catchThrowableOfType(KinesisException.class, call);
        return refused.awsErrorDetails().errorCode() + ": "
                + refused.awsErrorDetails().errorMessage();
    }

    /** What time Hydrant's clock shows, in milliseconds. */
    Instant clock() {
        String clock = hydrant.control().clock();
        Matcher now = NOW.matcher(clock);
        assertThat(now.find()).as(clock).isTrue();
        return Instant.parse(now.group(1)).truncatedTo(ChronoUnit.MILLIS);
    }

    /** The answer to a bare JSON request. */
    RawHttp.Answer json(String operation, String body) throws IOException {
        return RawHttp.exchange(
                hydrant.endpoint(),
                "POST / HTTP/1.1\r\nX-Amz-Target: Kinesis_20131202." + operation
                        + "\r\nContent-Type: application/x-amz-json-1.1",
                body.getBytes(StandardCharsets.UTF_8));
    }
}
