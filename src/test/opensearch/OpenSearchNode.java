import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.opensearch.common.settings.Settings;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.transport.Netty4Plugin;

/**
 * One node of a real OpenSearch for the tests, without Docker. Prints {@code listening on <port>} when it serves, and ends when its
 * standard input does. Its data are thrown away.
 *
 * <p>The argument is the port, 0 for any. Run by {@code scripts/dev/opensearch} and by {@code io.hydrant.support.OpenSearch}.
 */
public final class OpenSearchNode extends Node {
    private OpenSearchNode(Settings settings) {
        super(
                InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "node"),
                List.of(Netty4Plugin.class),
                false);
    }

    public static void main(String[] arguments) throws Exception {
        Path home = Files.createTempDirectory("hydrant-opensearch");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(home)));
        Settings settings = Settings.builder()
                .put("path.home", home.toString())
                .put("discovery.type", "single-node")
                .put("network.host", "127.0.0.1")
                .put("http.port", arguments.length > 0 ? arguments[0] : "0")
                .put("transport.port", "0")
                .put("transport.type", "netty4")
                .put("http.type", "netty4")
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .build();
        try (OpenSearchNode node = new OpenSearchNode(settings)) {
            node.start();
            int port = node.injector()
                    .getInstance(HttpServerTransport.class)
                    .boundAddress()
                    .publishAddress()
                    .getPort();
            System.out.println("listening on " + port);
            while (System.in.read() >= 0) {
                // until the one who started it is gone
            }
        }
        System.exit(0);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (java.io.IOException e) {
            System.err.println("Left behind: " + folder);
        }
    }
}
