import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionConfiguration;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.firehose.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The steps before and after the puts of a scenario, done with the synchronous clients of the AWS SDK for Java v2. */
final class Frame implements AutoCloseable {
    /** The stream's name and the bucket's. */
    final String name;

    /** The client of the stream. */
    final FirehoseClient firehose;

    private final String endpoint;
    private final KmsClient kms;
    private final S3Client s3;
    private String key = "";
    private String object = "";

    /** A frame around a stream of a new name, over an HTTP client of the caller's choice. */
    Frame(String endpoint, String client, SdkHttpClient.Builder<?> http) {
        this.endpoint = endpoint;
        this.name = Steps.newName(client);
        URI uri = URI.create(endpoint);
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
        firehose = FirehoseClient.builder()
                .endpointOverride(uri)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClientBuilder(http)
                .build();
        kms = KmsClient.builder()
                .endpointOverride(uri)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClientBuilder(http)
                .build();
        s3 = S3Client.builder()
                .endpointOverride(uri)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClientBuilder(http)
                .forcePathStyle(true)
                .build();
    }

    /** Makes the key, the bucket and the stream, and turns encryption on. */
    void open() throws Exception {
        key = kms.createKey(request -> request.description(name)).keyMetadata().arn();
        Steps.done("key", key);

        s3.createBucket(request -> request.bucket(name));
        firehose.createDeliveryStream(request -> request.deliveryStreamName(name)
                .extendedS3DestinationConfiguration(
                        s3 -> s3.roleARN(Steps.ROLE).bucketARN("arn:aws:s3:::" + name)));
        Steps.await("ACTIVE", () -> firehose.describeDeliveryStream(request -> request.deliveryStreamName(name))
                .deliveryStreamDescription()
                .deliveryStreamStatusAsString());
        Steps.done("stream", name);

        firehose.startDeliveryStreamEncryption(request -> request.deliveryStreamName(name)
                .deliveryStreamEncryptionConfigurationInput(
                        input -> input.keyType(KeyType.CUSTOMER_MANAGED_CMK).keyARN(key)));
        Steps.await("ENABLED", () -> encryption().statusAsString());
        Steps.check(encryption().keyARN().equals(key), "the stream has another key");
        Steps.done("encrypt", "ENABLED");
    }

    /** Has the records delivered, and reads and compares them. */
    void deliver() throws Exception {
        Steps.flush(endpoint, name);
        List<S3Object> objects = s3.listObjectsV2(request -> request.bucket(name)).contents();
        Steps.check(objects.size() == 1, "there should be one object, and there are " + objects);
        object = objects.get(0).key();
        Steps.done("deliver", object);
        Steps.readBack(s3.getObjectAsBytes(request -> request.bucket(name).key(object)).asUtf8String());
    }

    /** Turns encryption off, and removes the stream. */
    void stop() throws Exception {
        firehose.stopDeliveryStreamEncryption(request -> request.deliveryStreamName(name));
        Steps.await("DISABLED", () -> encryption().statusAsString());
        Steps.check(
                kms.listGrants(request -> request.keyId(key)).grants().isEmpty(),
                "Firehose still holds a grant on the key");
        firehose.deleteDeliveryStream(request -> request.deliveryStreamName(name));
        Steps.await("gone", () -> {
            try {
                firehose.describeDeliveryStream(request -> request.deliveryStreamName(name));
                return "there";
            } catch (ResourceNotFoundException e) {
                return "gone";
            }
        });
        Steps.done("stop", "DISABLED, and the stream is gone");
    }

    private DeliveryStreamEncryptionConfiguration encryption() {
        return firehose.describeDeliveryStream(request -> request.deliveryStreamName(name))
                .deliveryStreamDescription()
                .deliveryStreamEncryptionConfiguration();
    }

    @Override
    public void close() {
        firehose.close();
        kms.close();
        s3.close();
    }
}
