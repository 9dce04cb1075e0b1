import java.util.Properties;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.connector.firehose.sink.KinesisFirehoseSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** The scenario with Apache Flink's Firehose sink on a mini cluster: a job writes the batch. The sink knows no single put. */
final class Scenario {
    private Scenario() {}

    /** Runs at the endpoint that is the only argument. */
    public static void main(String[] arguments) throws Exception {
        try (Frame frame = new Frame(arguments[0], "flink", UrlConnectionHttpClient.builder())) {
            frame.open();

            var put = frame.firehose.putRecord(request -> request.deliveryStreamName(frame.name)
                    .record(record -> record.data(SdkBytes.fromUtf8String(Steps.ONE))));
            Steps.check(put.encrypted(), "the record is not encrypted");
            Steps.done("put", "by the SDK");

            batch(arguments[0], frame.name);
            Steps.done("batch", "by the job");

            frame.deliver();
            frame.stop();
        }
    }

    private static void batch(String endpoint, String stream) throws Exception {
        Properties client = new Properties();
        client.setProperty("aws.endpoint", endpoint);
        client.setProperty("aws.region", "us-east-1");
        client.setProperty("aws.credentials.provider", "BASIC");
        client.setProperty("aws.credentials.provider.basic.accesskeyid", "test");
        client.setProperty("aws.credentials.provider.basic.secretkey", "test");
        KinesisFirehoseSink<String> sink = KinesisFirehoseSink.<String>builder()
                .setDeliveryStreamName(stream)
                .setSerializationSchema(new SimpleStringSchema())
                .setFirehoseClientProperties(client)
                .setFailOnError(true)
                .build();
        // Outside of a cluster this environment brings its own.
        try (StreamExecutionEnvironment flink = StreamExecutionEnvironment.createLocalEnvironment(1)) {
            flink.fromData(Steps.MORE).sinkTo(sink);
            flink.execute("scenario");
        }
    }
}
