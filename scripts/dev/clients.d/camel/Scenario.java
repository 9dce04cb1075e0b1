import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.aws2.firehose.KinesisFirehose2Constants;
import org.apache.camel.component.aws2.firehose.KinesisFirehose2Endpoint;
import org.apache.camel.component.aws2.firehose.KinesisFirehose2Operations;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.impl.DefaultCamelContext;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.CreateDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.DeleteDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.DescribeDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.DescribeDeliveryStreamResponse;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchRequest;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.firehose.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The scenario with Apache Camel's components aws2-kinesis-firehose, aws2-kms and aws2-s3. Camel knows no operation that starts or
 * stops encryption: for these two the scenario borrows the client that the Firehose component made for itself.
 */
final class Scenario {
    private final String endpoint;
    private final String name = Steps.newName("camel");
    private final ProducerTemplate camel;
    private final FirehoseClient inside;
    private final String firehose;
    private final String kms;
    private final String s3;

    private Scenario(String endpoint, CamelContext context) throws Exception {
        this.endpoint = endpoint;
        String override = "overrideEndpoint=true&uriEndpointOverride=" + endpoint
                + "&region=us-east-1&accessKey=test&secretKey=test";
        firehose = "aws2-kinesis-firehose://" + name + "?" + override;
        kms = "aws2-kms://" + name + "?" + override;
        s3 = "aws2-s3://" + name + "?autoCreateBucket=true&forcePathStyle=true&" + override;
        camel = context.createProducerTemplate();
        inside = context.getEndpoint(firehose, KinesisFirehose2Endpoint.class).getClient();
    }

    /** Runs at the endpoint that is the only argument. */
    public static void main(String[] arguments) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            context.start();
            new Scenario(arguments[0], context).go();
        }
    }

    private void go() throws Exception {
        String key = camel.requestBody(kms + "&operation=createKey", name, CreateKeyResponse.class)
                .keyMetadata()
                .arn();
        Steps.done("key", key);

        objects(); // makes the bucket
        operation(
                KinesisFirehose2Operations.createDeliveryStream,
                CreateDeliveryStreamRequest.builder()
                        .deliveryStreamName(name)
                        .extendedS3DestinationConfiguration(
                                s3 -> s3.roleARN(Steps.ROLE).bucketARN("arn:aws:s3:::" + name))
                        .build());
        Steps.await("ACTIVE", () -> describe().deliveryStreamDescription().deliveryStreamStatusAsString());
        Steps.done("stream", name);

        inside.startDeliveryStreamEncryption(request -> request.deliveryStreamName(name)
                .deliveryStreamEncryptionConfigurationInput(
                        input -> input.keyType(KeyType.CUSTOMER_MANAGED_CMK).keyARN(key)));
        Steps.await("ENABLED", this::encryption);
        Steps.done("encrypt", "ENABLED");

        ByteBuffer one = ByteBuffer.wrap(Steps.ONE.getBytes(StandardCharsets.UTF_8));
        Exchange put = camel.request(firehose, exchange -> exchange.getIn().setBody(one));
        Steps.check(put.getException() == null, "the put: " + put.getException());
        Steps.done("put", put.getMessage().getHeader(KinesisFirehose2Constants.RECORD_ID));

        Exchange batch = operation(
                KinesisFirehose2Operations.sendBatchRecord,
                PutRecordBatchRequest.builder()
                        .deliveryStreamName(name)
                        .records(Steps.MORE.stream().map(Scenario::record).toList())
                        .build());
        Map<String, Object> answer = batch.getMessage().getHeaders();
        Steps.check(
                Integer.valueOf(0).equals(answer.get(KinesisFirehose2Constants.FAILED_RECORD_COUNT)),
                "the batch: " + answer);
        Steps.check(
                Boolean.TRUE.equals(answer.get(KinesisFirehose2Constants.ENCRYPTED)), "the batch is not encrypted");
        Steps.done("batch", Steps.MORE.size() + " records");

        Steps.flush(endpoint, name);
        List<?> objects = objects();
        Steps.check(objects.size() == 1, "there should be one object, and there are " + objects);
        String object = ((S3Object) objects.get(0)).key();
        Steps.done("deliver", object);
        Steps.readBack(camel.requestBodyAndHeader(
                s3 + "&operation=getObject", null, AWS2S3Constants.KEY, object, String.class));

        inside.stopDeliveryStreamEncryption(request -> request.deliveryStreamName(name));
        Steps.await("DISABLED", this::encryption);
        operation(
                KinesisFirehose2Operations.deleteDeliveryStream,
                DeleteDeliveryStreamRequest.builder().deliveryStreamName(name).build());
        Steps.await("gone", this::presence);
        Steps.done("stop", "DISABLED, and the stream is gone");
    }

    private Exchange operation(KinesisFirehose2Operations operation, Object request) {
        Exchange done = camel.request(firehose, exchange -> {
            exchange.getIn().setHeader(KinesisFirehose2Constants.KINESIS_FIREHOSE_OPERATION, operation);
            exchange.getIn().setBody(request);
        });
        if (done.getException() != null) {
            throw new CamelExecutionException(operation + " was refused", done, done.getException());
        }
        return done;
    }

    private List<?> objects() {
        return camel.requestBody(s3 + "&operation=listObjects", null, List.class);
    }

    private DescribeDeliveryStreamResponse describe() {
        return operation(
                        KinesisFirehose2Operations.describeDeliveryStream,
                        DescribeDeliveryStreamRequest.builder().deliveryStreamName(name).build())
                .getMessage()
                .getBody(DescribeDeliveryStreamResponse.class);
    }

    private String encryption() {
        return describe().deliveryStreamDescription().deliveryStreamEncryptionConfiguration().statusAsString();
    }

    private String presence() {
        try {
            describe();
            return "there";
        } catch (CamelExecutionException e) {
            Steps.check(e.getCause() instanceof ResourceNotFoundException, "refused with " + e.getCause());
            return "gone";
        }
    }

    private static Record record(String line) {
        return Record.builder().data(SdkBytes.fromUtf8String(line)).build();
    }
}
