package io.hydrant;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.config.HydrantConfig;
import io.hydrant.config.Settings;
import io.hydrant.control.HydrantControl;
import io.hydrant.fault.Faults;
import io.hydrant.node.Leader;
import io.hydrant.node.Member;
import io.hydrant.resource.FunctionCode;
import io.hydrant.resource.Resources;
import io.hydrant.server.ConnectUrl;
import io.hydrant.store.codec.OpenedStore;
import io.hydrant.store.codec.StoreOpener;
import io.hydrant.store.jdbc.DataFolder;
import io.hydrant.wiring.OwnPort;
import io.hydrant.wiring.SharedStore;
import org.jspecify.annotations.Nullable;

/**
 * A running Hydrant in this process: Amazon Data Firehose with its KMS and STS on one port. Closing it answers what is in flight
 * and frees the port. Thread-safe.
 */
public final class Hydrant implements AutoCloseable {
    private final HydrantConfig config;
    private final Running running;
    private @Nullable HydrantControl control;

    /** What this is the handle of. */
    interface Running extends Leader {
        /** The port that requests come in at. */
        int port();

        /** What AWS names mean here. */
        Resources resources();
    }

    private Hydrant(HydrantConfig config, Running running) {
        this.config = config;
        this.running = running;
        try {
            running.start();
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }

    /** Starts a server with the defaults on a free port. */
    public static Hydrant start() {
        return start(Map.of());
    }

    /**
     * Starts a server on a free port.
     *
     * @param settings by their names in the environment, such as {@code HYDRANT_ENCRYPTION_LAG}; the process's own environment
     *     is not looked at
     * @throws IllegalArgumentException when a setting is not understood or cannot be honoured
     * @throws io.hydrant.store.StoreException with a sentence when the data folder cannot be used
     */
    public static Hydrant start(Map<String, String> settings) {
        Settings.Result result =
                Settings.parse(settings, settings.containsKey("HYDRANT_PORT") ? List.of() : List.of("--port", "0"));
        if (result instanceof Settings.Result.Run run) {
            return start(run.config(), Faults.NONE);
        }
        throw new IllegalArgumentException(
                result instanceof Settings.Result.Refused refused
                        ? refused.sentence()
                        : "These settings start nothing");
    }

    static Hydrant start(HydrantConfig config) {
        return start(config, Faults.NONE);
    }

    /** Starts a server in which calls fail. */
    static Hydrant start(HydrantConfig config, Faults faults) {
        if (config.store().isPresent()) {
            return new Hydrant(config, member(config, faults, config.store().get()));
        }
        return config.dataDir().isPresent()
                ? start(config, faults, DataFolder.opener(config.dataDir().get()))
                : new Hydrant(config, new HydrantAssembly(config, faults));
    }

    /** Starts a server on another store than the one that the settings name. */
    static Hydrant start(HydrantConfig config, StoreOpener store) {
        return start(config, Faults.NONE, store);
    }

    private static Hydrant start(HydrantConfig config, Faults faults, StoreOpener store) {
        OpenedStore opened = new OpenedStore(store);
        try {
            return new Hydrant(
                    config, new HydrantAssembly(config, faults, opened, new OwnPort(config), Optional.empty()));
        } catch (RuntimeException e) {
            opened.breakOff(e);
            throw e;
        }
    }

    private static Running member(HydrantConfig config, Faults faults, String url) {
        Member member = new SharedStore(config, url)
                .member((opener, entry, nodes) ->
                        new HydrantAssembly(config, faults, opener, entry, Optional.of(nodes)));
        return new Running() {
            @Override
            public void start() {
                member.start();
            }

            @Override
            public int port() {
                return member.port();
            }

            @Override
            public Resources resources() {
                throw new IllegalStateException("A function of this process cannot answer for nodes that share a store:"
                        + " name it in HYDRANT_RESOURCES.");
            }

            @Override
            public void close() {
                member.close();
            }
        };
    }

    /** What an SDK's {@code endpointOverride} takes. */
    public URI endpoint() {
        String host = ConnectUrl.isEveryAddress(config.host()) ? "127.0.0.1" : config.host();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + running.port());
    }

    /** The Region of requests that do not say. */
    public String region() {
        return config.region().value();
    }

    /** The control API of this server; made when first asked for, because an HTTP client costs the start-up of a server. */
    public synchronized HydrantControl control() {
        HydrantControl known = control;
        if (known == null) {
            known = new HydrantControl(endpoint());
            control = known;
        }
        return known;
    }

    /**
     * Lets a function of this process answer for a Lambda function. It stays over a reset.
     *
     * @param name the function's name or ARN; a {@code *} at its end takes any rest
     * @param function gets the event's JSON and gives the answer's; what it throws is the error of the function
     * @throws IllegalArgumentException if that is no name of a function
     */
    public void lambda(String name, FunctionCode function) {
        running.resources().run(name, function);
    }

    /** Takes away what {@link #lambda} has set for {@code name}. */
    public void removeLambda(String name) {
        running.resources().stop(name);
    }

    /** Answers what is in flight, then frees the port. */
    @Override
    public void close() {
        running.close();
    }
}
