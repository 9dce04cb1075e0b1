import java.net.URI;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseAsyncClient;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamDescription;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.firehose.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kms.KmsAsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** The scenario with the asynchronous clients of the AWS SDK for Java v2, over Netty. */
final class Scenario {
    private final String endpoint;
    private final String name = Steps.newName("java-v2-async");
    private final FirehoseAsyncClient firehose;
    private final KmsAsyncClient kms;
    private final S3AsyncClient s3;

    private Scenario(String endpoint) {
        this.endpoint = endpoint;
        URI uri = URI.create(endpoint);
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
        var http = NettyNioAsyncHttpClient.builder();
        firehose = FirehoseAsyncClient.builder()
                .endpointOverride(uri)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClientBuilder(http)
                .build();
        kms = KmsAsyncClient.builder()
                .endpointOverride(uri)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClientBuilder(http)
                .build();
        s3 = S3AsyncClient.builder()
                .endpointOverride(uri)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClientBuilder(http)
                .forcePathStyle(true)
                .build();
    }

    /** Runs at the endpoint that is the only argument. */
    public static void main(String[] arguments) throws Exception {
        Scenario scenario = new Scenario(arguments[0]);
        try (scenario.firehose;
                scenario.kms;
                scenario.s3) {
            scenario.go();
        }
    }

    private void go() throws Exception {
        String key = kms.createKey(request -> request.description(name)).join().keyMetadata().arn();
        Steps.done("key", key);

        s3.createBucket(request -> request.bucket(name)).join();
        firehose.createDeliveryStream(request -> request.deliveryStreamName(name)
                        .extendedS3DestinationConfiguration(
                                s3 -> s3.roleARN(Steps.ROLE).bucketARN("arn:aws:s3:::" + name)))
                .join();
        Steps.await("ACTIVE", () -> describe().deliveryStreamStatusAsString());
        Steps.done("stream", name);

        firehose.startDeliveryStreamEncryption(request -> request.deliveryStreamName(name)
                        .deliveryStreamEncryptionConfigurationInput(
                                input -> input.keyType(KeyType.CUSTOMER_MANAGED_CMK).keyARN(key)))
                .join();
        Steps.await("ENABLED", this::encryption);
        Steps.done("encrypt", "ENABLED");

        var put = firehose.putRecord(request -> request.deliveryStreamName(name).record(record(Steps.ONE)))
                .join();
        Steps.check(put.encrypted(), "the record is not encrypted");
        Steps.done("put", put.recordId());

        var batch = firehose.putRecordBatch(request -> request.deliveryStreamName(name)
                        .records(Steps.MORE.stream().map(Scenario::record).toList()))
                .join();
        Steps.check(batch.failedPutCount() == 0 && batch.encrypted(), "the batch: " + batch);
        Steps.done("batch", batch.requestResponses().size() + " records");

        Steps.flush(endpoint, name);
        var objects = s3.listObjectsV2(request -> request.bucket(name)).join().contents();
        Steps.check(objects.size() == 1, "there should be one object, and there are " + objects);
        String object = objects.get(0).key();
        Steps.done("deliver", object);
        Steps.readBack(s3.getObject(request -> request.bucket(name).key(object), AsyncResponseTransformer.toBytes())
                .join()
                .asUtf8String());

        firehose.stopDeliveryStreamEncryption(request -> request.deliveryStreamName(name)).join();
        Steps.await("DISABLED", this::encryption);
        firehose.deleteDeliveryStream(request -> request.deliveryStreamName(name)).join();
        Steps.await("gone", this::presence);
        Steps.done("stop", "DISABLED, and the stream is gone");
    }

    private DeliveryStreamDescription describe() {
        return firehose.describeDeliveryStream(request -> request.deliveryStreamName(name))
                .join()
                .deliveryStreamDescription();
    }

    private String encryption() {
        return describe().deliveryStreamEncryptionConfiguration().statusAsString();
    }

    private String presence() {
        try {
            describe();
            return "there";
        } catch (CompletionException e) {
            Steps.check(e.getCause() instanceof ResourceNotFoundException, "refused with " + e.getCause());
            return "gone";
        }
    }

    private static Record record(String line) {
        return Record.builder().data(SdkBytes.fromUtf8String(line)).build();
    }
}
