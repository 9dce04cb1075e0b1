package io.hydrant.testing.containers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import io.hydrant.control.HydrantControl;
import org.jspecify.annotations.Nullable;
import org.rnorth.ducttape.ratelimits.RateLimiterBuilder;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * A Hydrant in a container of its own, ready when its health is. Settings are the image's: {@code
 * withEnv("HYDRANT_ENCRYPTION_LAG", "0ms")}; a delivery to an HTTP endpoint of the test itself goes to {@code
 * http://host.testcontainers.internal:port}, after {@code Testcontainers.exposeHostPorts}. Everything else is inherited from
 * {@link GenericContainer}: networks, files, {@code withReuse(true)}. A reused container keeps its streams, keys and objects;
 * {@code control().reset()} clears it.
 *
 * <p>Testcontainers ends containers without SIGTERM, so what is still buffered then is not delivered; {@code control().flush()}
 * delivers it before. As with other containers, one thread at a time starts and stops it.
 */
public final class HydrantContainer extends GenericContainer<HydrantContainer> {
    /** The port inside the container, on which everything is answered. */
    public static final int PORT = 4566;

    private static final String REGION = "HYDRANT_REGION";
    private static final int PROBES_A_SECOND = 20;

    private @Nullable URI controlled;
    private @Nullable HydrantControl control;

    /** The image {@code hydrant} whose tag is the version of this class. */
    public HydrantContainer() {
        this("hydrant:" + version());
    }

    /** Hydrant's image under another name or version, such as {@code registry.example/hydrant:0.1.0}. */
    public HydrantContainer(String image) {
        this(DockerImageName.parse(image));
    }

    /** Hydrant's image under another name or version. */
    public HydrantContainer(DockerImageName image) {
        super(image);
        addExposedPort(PORT);
        // Testcontainers asks once a second by itself; Hydrant is there in less. The Docker host may have any name.
        waitingFor(Wait.forHttp("/health")
                .forPort(PORT)
                .forStatusCode(200)
                .withReadTimeout(Duration.ofSeconds(2))
                .withRateLimiter(RateLimiterBuilder.newBuilder()
                        .withRate(PROBES_A_SECOND, TimeUnit.SECONDS)
                        .withConstantThroughput()
                        .build())
                .withStartupTimeout(Duration.ofSeconds(60)));
    }

    /**
     * What an SDK's {@code endpointOverride} takes, in the process of the test. The host is an address and not a name, so that S3
     * clients put the bucket into the path without being told to. Other containers of the same network use {@code
     * http://<network alias>:4566}.
     *
     * @throws IllegalStateException when the container is not running, or the Docker host's name has no address
     */
    public URI getEndpoint() {
        int port = getMappedPort(PORT);
        try {
            String address = InetAddress.getByName(getHost()).getHostAddress();
            return URI.create("http://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("No address for the Docker host " + getHost(), e);
        }
    }

    /** The Region of requests that do not say: the setting {@code HYDRANT_REGION}, or else {@code us-east-1}. */
    public String getRegion() {
        return getEnvMap().getOrDefault(REGION, "us-east-1");
    }

    /** An access key id that Hydrant takes for the default account's; twelve digits would name another account. */
    public String getAccessKey() {
        return "test";
    }

    /** A secret key. Any will do: signatures are read, not verified. */
    public String getSecretKey() {
        return "test";
    }

    /**
     * The control API of this container; after a restart, of the new one.
     *
     * @throws IllegalStateException when the container is not running
     */
    public synchronized HydrantControl control() {
        URI endpoint = getEndpoint();
        HydrantControl known = control;
        if (known == null || !endpoint.equals(controlled)) {
            known = new HydrantControl(endpoint);
            control = known;
            controlled = endpoint;
        }
        return known;
    }

    /** The version that the build wrote beside the server's classes, in the letters that a tag may have. */
    private static String version() {
        try (InputStream in = HydrantContainer.class.getResourceAsStream("/io/hydrant/version.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "latest").replace('+', '-');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
