import com.amazonaws.auth.AWSCredentialsProvider;
import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.kinesisfirehose.AmazonKinesisFirehose;
import com.amazonaws.services.kinesisfirehose.AmazonKinesisFirehoseClientBuilder;
import com.amazonaws.services.kinesisfirehose.model.CreateDeliveryStreamRequest;
import com.amazonaws.services.kinesisfirehose.model.DeleteDeliveryStreamRequest;
import com.amazonaws.services.kinesisfirehose.model.DeliveryStreamDescription;
import com.amazonaws.services.kinesisfirehose.model.DeliveryStreamEncryptionConfigurationInput;
import com.amazonaws.services.kinesisfirehose.model.DescribeDeliveryStreamRequest;
import com.amazonaws.services.kinesisfirehose.model.ExtendedS3DestinationConfiguration;
import com.amazonaws.services.kinesisfirehose.model.KeyType;
import com.amazonaws.services.kinesisfirehose.model.PutRecordBatchRequest;
import com.amazonaws.services.kinesisfirehose.model.PutRecordRequest;
import com.amazonaws.services.kinesisfirehose.model.Record;
import com.amazonaws.services.kinesisfirehose.model.ResourceNotFoundException;
import com.amazonaws.services.kinesisfirehose.model.StartDeliveryStreamEncryptionRequest;
import com.amazonaws.services.kinesisfirehose.model.StopDeliveryStreamEncryptionRequest;
import com.amazonaws.services.kms.AWSKMS;
import com.amazonaws.services.kms.AWSKMSClientBuilder;
import com.amazonaws.services.kms.model.CreateKeyRequest;
import com.amazonaws.services.s3.AmazonS3;
import com.amazonaws.services.s3.AmazonS3ClientBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The scenario with the AWS SDK for Java v1. */
final class Scenario {
    private final String endpoint;
    private final String name = Steps.newName("java-v1");
    private final AmazonKinesisFirehose firehose;
    private final AWSKMS kms;
    private final AmazonS3 s3;

    private Scenario(String endpoint) {
        this.endpoint = endpoint;
        EndpointConfiguration where = new EndpointConfiguration(endpoint, "us-east-1");
        AWSCredentialsProvider who = new AWSStaticCredentialsProvider(new BasicAWSCredentials("test", "test"));
        firehose = AmazonKinesisFirehoseClientBuilder.standard()
                .withEndpointConfiguration(where)
                .withCredentials(who)
                .build();
        kms = AWSKMSClientBuilder.standard()
                .withEndpointConfiguration(where)
                .withCredentials(who)
                .build();
        s3 = AmazonS3ClientBuilder.standard()
                .withEndpointConfiguration(where)
                .withCredentials(who)
                .withPathStyleAccessEnabled(true)
                .build();
    }

    /** Runs at the endpoint that is the only argument. */
    public static void main(String[] arguments) throws Exception {
        Scenario scenario = new Scenario(arguments[0]);
        try {
            scenario.go();
        } finally {
            scenario.firehose.shutdown();
            scenario.kms.shutdown();
            scenario.s3.shutdown();
        }
    }

    private void go() throws Exception {
        String key = kms.createKey(new CreateKeyRequest().withDescription(name))
                .getKeyMetadata()
                .getArn();
        Steps.done("key", key);

        s3.createBucket(name);
        firehose.createDeliveryStream(new CreateDeliveryStreamRequest()
                .withDeliveryStreamName(name)
                .withExtendedS3DestinationConfiguration(new ExtendedS3DestinationConfiguration()
                        .withRoleARN(Steps.ROLE)
                        .withBucketARN("arn:aws:s3:::" + name)));
        Steps.await("ACTIVE", () -> describe().getDeliveryStreamStatus());
        Steps.done("stream", name);

        firehose.startDeliveryStreamEncryption(new StartDeliveryStreamEncryptionRequest()
                .withDeliveryStreamName(name)
                .withDeliveryStreamEncryptionConfigurationInput(new DeliveryStreamEncryptionConfigurationInput()
                        .withKeyType(KeyType.CUSTOMER_MANAGED_CMK)
                        .withKeyARN(key)));
        Steps.await("ENABLED", this::encryption);
        Steps.done("encrypt", "ENABLED");

        var put = firehose.putRecord(
                new PutRecordRequest().withDeliveryStreamName(name).withRecord(record(Steps.ONE)));
        Steps.check(put.getEncrypted(), "the record is not encrypted");
        Steps.done("put", put.getRecordId());

        var batch = firehose.putRecordBatch(new PutRecordBatchRequest()
                .withDeliveryStreamName(name)
                .withRecords(Steps.MORE.stream().map(Scenario::record).toList()));
        Steps.check(batch.getFailedPutCount() == 0 && batch.getEncrypted(), "the batch: " + batch);
        Steps.done("batch", batch.getRequestResponses().size() + " records");

        Steps.flush(endpoint, name);
        var objects = s3.listObjectsV2(name).getObjectSummaries();
        Steps.check(objects.size() == 1, "there should be one object, and there are " + objects);
        Steps.done("deliver", objects.get(0).getKey());
        Steps.readBack(s3.getObjectAsString(name, objects.get(0).getKey()));

        firehose.stopDeliveryStreamEncryption(
                new StopDeliveryStreamEncryptionRequest().withDeliveryStreamName(name));
        Steps.await("DISABLED", this::encryption);
        firehose.deleteDeliveryStream(new DeleteDeliveryStreamRequest().withDeliveryStreamName(name));
        Steps.await("gone", this::presence);
        Steps.done("stop", "DISABLED, and the stream is gone");
    }

    private DeliveryStreamDescription describe() {
        return firehose.describeDeliveryStream(new DescribeDeliveryStreamRequest().withDeliveryStreamName(name))
                .getDeliveryStreamDescription();
    }

    private String encryption() {
        return describe().getDeliveryStreamEncryptionConfiguration().getStatus();
    }

    private String presence() {
        try {
            describe();
            return "there";
        } catch (ResourceNotFoundException e) {
            return "gone";
        }
    }

    private static Record record(String line) {
        return new Record().withData(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    }
}
