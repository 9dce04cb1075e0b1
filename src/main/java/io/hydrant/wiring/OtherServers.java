package io.hydrant.wiring;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.hydrant.config.HydrantConfig;
import io.hydrant.lifecycle.CloseStack;
import io.hydrant.service.kinesis.KinesisService;
import io.hydrant.service.kinesis.remote.RemoteKinesis;
import io.hydrant.service.kms.remote.RemoteKeyService;
import io.hydrant.service.s3.ObjectStore;
import io.hydrant.service.s3.remote.RemoteObjectStore;

/** The servers that settings name in place of embedded services. Each is opened when it is asked for, and closed with Hydrant. */
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
        Set<String> names = new LinkedHashSet<>();
        config.kmsEndpoint().ifPresent(endpoint -> names.add("kms"));
        config.s3Endpoint().ifPresent(endpoint -> names.add("s3"));
        config.kinesisEndpoint().ifPresent(endpoint -> names.add("kinesis"));
        return Set.copyOf(names);
    }

    /** The KMS behind {@code HYDRANT_KMS_ENDPOINT}. */
    public Optional<RemoteKeyService> kms() {
        return config.kmsEndpoint().map(RemoteKeyService::new).map(this::closed);
    }

    /** The store behind {@code HYDRANT_S3_ENDPOINT}. */
    public Optional<ObjectStore> s3() {
        return config.s3Endpoint()
                .map(endpoint -> optional("HYDRANT_S3_ENDPOINT", "s3", () -> new RemoteObjectStore(endpoint)));
    }

    /**
     * The Kinesis behind {@code HYDRANT_KINESIS_ENDPOINT}.
     *
     * @param onTheWall from Hydrant's clock to that of the other server
     */
    public Optional<KinesisService> kinesis(UnaryOperator<Instant> onTheWall) {
        return config.kinesisEndpoint()
                .map(endpoint ->
                        optional("HYDRANT_KINESIS_ENDPOINT", "kinesis", () -> new RemoteKinesis(endpoint, onTheWall)));
    }

    /** The client that a server needs may be missing, because the library is an optional dependency. */
    private <T extends AutoCloseable> T optional(String setting, String library, Supplier<T> server) {
        try {
            return closed(server.get());
        } catch (NoClassDefFoundError e) {
            throw new IllegalArgumentException(
                    setting + " needs the library software.amazon.awssdk:" + library + " on the class path.", e);
        }
    }

    private <T extends AutoCloseable> T closed(T server) {
        started.add(server);
        return server;
    }
}
