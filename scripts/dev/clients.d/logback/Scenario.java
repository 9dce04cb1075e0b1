import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.status.Status;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.firehose.model.Record;

/** The scenario with a log appender: a line that is logged is the put. The appender knows no batch, so the SDK does that one. */
final class Scenario {
    private Scenario() {}

    /** Runs at the endpoint that is the only argument. */
    public static void main(String[] arguments) throws Exception {
        // The clients log as well, and must not do so into the stream.
        LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();
        logback.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
        try (Frame frame = new Frame(arguments[0], "logback", UrlConnectionHttpClient.builder())) {
            frame.open();

            System.setProperty("scenario.endpoint", arguments[0]);
            System.setProperty("scenario.stream", frame.name);
            logback.reset();
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(logback);
            configurator.doConfigure(System.getProperty("scenario.configuration"));
            logback.getLogger("orders").info("one");
            // The appender puts later; stopped too soon it loses what it has in flight.
            Steps.awaitBuffered(arguments[0], frame.name, 1);
            logback.stop();
            for (Status status : logback.getStatusManager().getCopyOfStatusList()) {
                Steps.check(status.getLevel() < Status.ERROR, "Logback says: " + status);
            }
            Steps.done("put", "by the appender");

            var batch = frame.firehose.putRecordBatch(request -> request.deliveryStreamName(frame.name)
                    .records(Steps.MORE.stream().map(Scenario::record).toList()));
            Steps.check(batch.failedPutCount() == 0 && batch.encrypted(), "the batch: " + batch);
            Steps.done("batch", "by the SDK");

            frame.deliver();
            frame.stop();
        }
        System.exit(0); // the appender leaves threads behind
    }

    private static Record record(String line) {
        return Record.builder().data(SdkBytes.fromUtf8String(line)).build();
    }
}
