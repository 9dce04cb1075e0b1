import java.util.Properties;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka broker, which is its own controller, for the tests, without Docker. Prints {@code listening on <port>} when it serves, and
 * ends when its standard input does.
 *
 * <p>The arguments are a folder for its data, which may hold those of an earlier run, the port of its plain listener, the port of the
 * listener that wants a name and a password ({@code hydrant}, {@code secret}), the port of its controller, and the address of this
 * machine that clients connect to, {@code 127.0.0.1} when there is none.
 */
public final class KafkaNode {
    /** Any id of a cluster. */
    private static final String CLUSTER = "MkU3OEVBNTcwNTJENDM2Qk";

    private KafkaNode() {}

    public static void main(String[] arguments) throws Exception {
        String folder = arguments[0];
        String plain = arguments[1];
        String sasl = arguments[2];
        String controller = arguments[3];
        String host = arguments.length > 4 ? arguments[4] : "127.0.0.1";
        Formatter formatter = new Formatter();
        formatter.setClusterId(CLUSTER);
        formatter.setNodeId(1);
        formatter.addDirectory(folder);
        formatter.setMetadataLogDirectory(folder);
        formatter.setControllerListenerName("CONTROLLER");
        formatter.setUnstableFeatureVersionsEnabled(false);
        formatter.setIgnoreFormatted(true);
        formatter.run();
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", "1");
        p.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controller);
        p.setProperty("controller.listener.names", "CONTROLLER");
        String clients = "PLAINTEXT://" + host + ":" + plain + ",SASL://" + host + ":" + sasl;
        p.setProperty("listeners", clients + ",CONTROLLER://127.0.0.1:" + controller);
        p.setProperty("advertised.listeners", clients);
        p.setProperty(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,SASL:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.setProperty("inter.broker.listener.name", "PLAINTEXT");
        p.setProperty("listener.name.sasl.sasl.enabled.mechanisms", "PLAIN");
        p.setProperty(
                "listener.name.sasl.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_hydrant=\"secret\";");
        p.setProperty("log.dirs", folder);
        p.setProperty("auto.create.topics.enable", "false");
        p.setProperty("offsets.topic.num.partitions", "1");
        p.setProperty("offsets.topic.replication.factor", "1");
        p.setProperty("transaction.state.log.num.partitions", "1");
        p.setProperty("transaction.state.log.replication.factor", "1");
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("log.cleaner.dedupe.buffer.size", "2000000");
        // One that comes back after it was killed waits for the end of its old session.
        p.setProperty("broker.session.timeout.ms", "4000");
        p.setProperty("broker.heartbeat.interval.ms", "500");
        p.setProperty("num.network.threads", "1");
        p.setProperty("num.io.threads", "2");
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(p), Time.SYSTEM);
        server.startup();
        System.out.println("listening on " + plain);
        while (System.in.read() >= 0) {
            // until it ends
        }
        server.shutdown();
        System.exit(0);
    }
}
