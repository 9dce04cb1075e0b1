import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.firehose.model.Record;

/** The scenario with the synchronous clients of the AWS SDK for Java v2: over Apache HttpClient, then over url-connection. */
final class Scenario {
    private Scenario() {}

    /** Runs twice at the endpoint that is the only argument. */
    public static void main(String[] arguments) throws Exception {
        scenario(arguments[0], ApacheHttpClient.builder());
        scenario(arguments[0], UrlConnectionHttpClient.builder());
    }

    private static void scenario(String endpoint, SdkHttpClient.Builder<?> http) throws Exception {
        try (Frame frame = new Frame(endpoint, "java-v2-sync", http)) {
            frame.open();

            var put = frame.firehose.putRecord(
                    request -> request.deliveryStreamName(frame.name).record(record(Steps.ONE)));
            Steps.check(put.encrypted(), "the record is not encrypted");
            Steps.done("put", put.recordId());

            var batch = frame.firehose.putRecordBatch(request -> request.deliveryStreamName(frame.name)
                    .records(Steps.MORE.stream().map(Scenario::record).toList()));
            Steps.check(batch.failedPutCount() == 0 && batch.encrypted(), "the batch: " + batch);
            Steps.done("batch", batch.requestResponses().size() + " records");

            frame.deliver();
            frame.stop();
        }
    }

    private static Record record(String line) {
        return Record.builder().data(SdkBytes.fromUtf8String(line)).build();
    }
}
