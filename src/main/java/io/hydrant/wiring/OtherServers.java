package io.hydrant.wiring;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.hydrant.config.HydrantConfig;
import io.hydrant.lifecycle.CloseStack;
import io.hydrant.service.kinesis.KinesisService;
import io.hydrant.service.kinesis.remote.RemoteKinesis;
import io.hydrant.service.kms.remote.RemoteKeyService;
import io.hydrant.service.s3.ObjectStore;
import io.hydrant.service.s3.remote.RemoteObjectStore;

/**
 * The servers that settings name in place of embedded services. Each is opened when it is asked for, and closed with Hydrant. Written
 * without lambdas, because every start runs it.
 */
public final class OtherServers {
    private final HydrantConfig config;
    private final CloseStack started;

    /** @param started closes what is opened here */
    public OtherServers(HydrantConfig config, CloseStack started) {
        this.config = config;
        this.started = started;
    }

    /** The services that another server answers for, as {@code GET /_hydrant/health} names them. */
    public Set<String> names() {
        Set<String> names = new HashSet<>();
        if (config.kmsEndpoint().isPresent()) {
            names.add("kms");
        }
        if (config.s3Endpoint().isPresent()) {
            names.add("s3");
        }
        if (config.kinesisEndpoint().isPresent()) {
            names.add("kinesis");
        }
        return Set.copyOf(names);
    }

    /** The KMS behind {@code HYDRANT_KMS_ENDPOINT}. */
    public Optional<RemoteKeyService> kms() {
        return config.kmsEndpoint().isPresent()
                ? Optional.of(closed(new RemoteKeyService(config.kmsEndpoint().get())))
                : Optional.empty();
    }

    /** The store behind {@code HYDRANT_S3_ENDPOINT}. */
    public Optional<ObjectStore> s3() {
        if (config.s3Endpoint().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(closed(new RemoteObjectStore(config.s3Endpoint().get())));
        } catch (NoClassDefFoundError e) {
            throw missing("HYDRANT_S3_ENDPOINT", "s3", e);
        }
    }

    /**
     * The Kinesis behind {@code HYDRANT_KINESIS_ENDPOINT}.
     *
     * @param onTheWall from Hydrant's clock to that of the other server
     */
    public Optional<KinesisService> kinesis(UnaryOperator<Instant> onTheWall) {
        if (config.kinesisEndpoint().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(closed(new RemoteKinesis(config.kinesisEndpoint().get(), onTheWall)));
        } catch (NoClassDefFoundError e) {
            throw missing("HYDRANT_KINESIS_ENDPOINT", "kinesis", e);
        }
    }

    /** The client that a server needs is an optional dependency. */
    private static IllegalArgumentException missing(String setting, String library, NoClassDefFoundError e) {
        return new IllegalArgumentException(
                setting + " needs the library software.amazon.awssdk:" + library + " on the class path.", e);
    }

    private <T extends AutoCloseable> T closed(T server) {
        started.add(server);
        return server;
    }
}
