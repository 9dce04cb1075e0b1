import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The training run of the image: starts the server given on the command line on a free port, does Hydrant's main job with it
 * once, and ends it as Docker does. The Java machine of the server writes down what it loaded meanwhile. Every step must be
 * answered with status 200, so that an image which cannot do the job is not built.
 *
 * <p>usage: {@code java Training.java COMMAND...}
 */
final class Training {
    private static final Pattern READY = Pattern.compile("Hydrant .* on (http:\\S+)\\. Ready\\.");
    private static final String FIREHOSE = "Firehose_20150804.";
    private static final String KMS = "TrentService.";
    private static final List<String> COMPRESSIONS = List.of("UNCOMPRESSED", "GZIP", "ZIP", "Snappy", "HADOOP_SNAPPY");

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI endpoint;

    private Training(URI endpoint) {
        this.endpoint = endpoint;
    }

    public static void main(String[] command) throws Exception {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of("--port", "0"));
        Process server = new ProcessBuilder(words).redirectErrorStream(true).start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            new Training(ready(said)).run();
            server.toHandle().destroy();
            said.lines().forEach(System.out::println);
            if (!server.waitFor(5, TimeUnit.MINUTES) || server.exitValue() != 0) {
                throw new IllegalStateException("The server did not end with status 0");
            }
        } finally {
            server.destroyForcibly();
        }
    }

    private static URI ready(BufferedReader said) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            System.out.println(line);
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                return URI.create(ready.group(1));
            }
        }
        throw new IllegalStateException("The server ended before it was ready");
    }

    private void run() throws Exception {
        http("GET", "/_hydrant/health", "");
        http("POST", "/_hydrant/clock", "{\"freeze\":true}");
        http("PUT", "/training", "");
        String key = field("Arn", call(KMS, "CreateKey", "{}"));
        call(KMS, "CreateAlias", "{\"AliasName\":\"alias/training\",\"TargetKeyId\":\"" + key + "\"}");
        for (String compression : COMPRESSIONS) {
            stream("training-" + compression, compression, key);
        }
        call(FIREHOSE, "ListDeliveryStreams", "{}");
        call(KMS, "ListGrants", "{\"KeyId\":\"" + key + "\"}");
        http("GET", "/_hydrant/events", "");
        http("GET", "/_hydrant/clock", "");
        http("GET", "/metrics", "");
        http(
                "POST",
                "/",
                "Action=GetCallerIdentity&Version=2011-06-15",
                "Content-Type",
                "application/x-www-form-urlencoded; charset=utf-8");
        String listing = http("GET", "/training?list-type=2", "");
        Matcher object = Pattern.compile("<Key>([^<]+)</Key>").matcher(listing);
        int objects = 0;
        while (object.find()) {
            http("GET", "/training/" + object.group(1), "");
            objects++;
        }
        if (objects != 2 * COMPRESSIONS.size()) {
            throw new IllegalStateException(objects + " objects were delivered: " + listing);
        }
        http("PUT", "/training/copy", "content");
        http("POST", "/_hydrant/reset", "");
        http("POST", "/_hydrant/clock", "{\"freeze\":false}");
    }

    /** The life of one stream, delivered once by its interval and once by a flush. */
    private void stream(String name, String compression, String key) throws Exception {
        String named = "{\"DeliveryStreamName\":\"" + name + "\"";
        call(
                FIREHOSE,
                "CreateDeliveryStream",
                named + ",\"ExtendedS3DestinationConfiguration\":{\"RoleARN\":\"arn:aws:iam::000000000000:role/training\","
                        + "\"BucketARN\":\"arn:aws:s3:::training\",\"CompressionFormat\":\"" + compression + "\","
                        + "\"Prefix\":\"" + compression + "/!{timestamp:yyyy}/\",\"ErrorOutputPrefix\":\"errors/!{firehose:error-output-type}/\"}}");
        call(
                FIREHOSE,
                "StartDeliveryStreamEncryption",
                named + ",\"DeliveryStreamEncryptionConfigurationInput\":{\"KeyType\":\"CUSTOMER_MANAGED_CMK\",\"KeyARN\":\""
                        + key + "\"}}");
        http("POST", "/_hydrant/clock", "{\"advance\":\"10s\"}");
        puts(named);
        call(FIREHOSE, "DescribeDeliveryStream", named + "}");
        http("POST", "/_hydrant/clock", "{\"advance\":\"301s\"}");
        puts(named);
        http("POST", "/_hydrant/flush?stream=" + name, "");
        http("GET", "/_hydrant/deliveries?stream=" + name + "&await=1s&records=1", "");
        http("GET", "/_hydrant/streams/" + name, "");
        call(FIREHOSE, "StopDeliveryStreamEncryption", named + "}");
        http("POST", "/_hydrant/clock", "{\"advance\":\"10s\"}");
        call(FIREHOSE, "DeleteDeliveryStream", named + "}");
    }

    private void puts(String named) throws Exception {
        String record = "{\"Data\":\"" + Base64.getEncoder().encodeToString("water\n".getBytes(StandardCharsets.UTF_8)) + "\"}";
        for (int i = 0; i < 20; i++) {
            call(FIREHOSE, "PutRecord", named + ",\"Record\":" + record + "}");
        }
        String records = IntStream.range(0, 50).mapToObj(i -> record).collect(Collectors.joining(","));
        call(FIREHOSE, "PutRecordBatch", named + ",\"Records\":[" + records + "]}");
    }

    private String call(String service, String operation, String body) throws Exception {
        String signingName = service.equals(KMS) ? "kms" : "firehose";
        return http(
                "POST",
                "/",
                body,
                "Content-Type",
                "application/x-amz-json-1.1",
                "X-Amz-Target",
                service + operation,
                "X-Amz-Date",
                "20260101T000000Z",
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=000000000000/20260101/us-east-1/" + signingName
                        + "/aws4_request, SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64));
    }

    private String http(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(method + " " + path + " " + List.of(headers) + " answered "
                    + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private static String field(String name, String json) {
        Matcher field = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
        if (!field.find()) {
            throw new IllegalStateException("No " + name + " in " + json);
        }
        return field.group(1);
    }
}
