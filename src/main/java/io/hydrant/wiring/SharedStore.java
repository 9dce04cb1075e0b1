package io.hydrant.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import io.hydrant.admin.ControlForm;
import io.hydrant.config.HydrantConfig;
import io.hydrant.config.Version;
import io.hydrant.http.RequestForm;
import io.hydrant.memory.MemoryBudget;
import io.hydrant.memory.Share;
import io.hydrant.node.Leader;
import io.hydrant.node.Member;
import io.hydrant.node.Term;
import io.hydrant.protocol.JsonForm;
import io.hydrant.protocol.UnknownOperationEndpoint;
import io.hydrant.server.ConnectUrl;
import io.hydrant.server.EntryPoint;
import io.hydrant.service.sts.api.StsForm;
import io.hydrant.store.KnownNode;
import io.hydrant.store.Leases;
import io.hydrant.store.codec.OpenedStore;
import io.hydrant.store.codec.StoreOpener;
import io.hydrant.store.jdbc.SharedEngine;
import io.hydrant.time.WallTime;

/** This process as a node on the engine that the settings name. */
public final class SharedStore {
    private final HydrantConfig config;
    private final SharedEngine engine;

    /** @param url of the engine */
    public SharedStore(HydrantConfig config, String url) {
        this.config = config;
        this.engine = new SharedEngine(url);
    }

    /** Puts together what a node runs while it leads. */
    @FunctionalInterface
    public interface Graph {
        Leader of(StoreOpener opener, EntryPoint.Maker entry, KnownNodes nodes);
    }

    /** The nodes that are there. */
    @FunctionalInterface
    public interface KnownNodes {
        List<KnownNode> list();
    }

    /**
     * A node that has not started.
     *
     * @throws io.hydrant.store.StoreException with a sentence when the engine cannot be used
     */
    public Member member(Graph graph) {
        Leases leases = engine.leases();
        Share bodies = MemoryBudget.bodies(Runtime.getRuntime().maxMemory());
        return new Member(
                leases,
                address(),
                Version.text(),
                forms(),
                WallTime::nanoTime,
                (routes, nodes) -> new OwnPort(config).make(routes, bodies, nodes),
                (term, entry) -> leader(graph, term, entry, leases::nodes));
    }

    private Leader leader(Graph graph, Term term, EntryPoint.Maker entry, KnownNodes nodes) {
        OpenedStore opened = new OpenedStore(engine.opener(term.node(), term.fence()));
        try {
            return graph.of(opened, entry, nodes);
        } catch (RuntimeException e) {
            opened.breakOff(e);
            throw e;
        }
    }

    /** Of the endpoints of the object graph, in their order. */
    private List<RequestForm> forms() {
        List<RequestForm> forms = new ArrayList<>();
        forms.add(new JsonForm("Firehose_20150804", false));
        if (config.kmsEndpoint().isEmpty()) {
            forms.add(new JsonForm("TrentService", false));
        }
        if (config.kinesisEndpoint().isEmpty()) {
            forms.add(new JsonForm("Kinesis_20131202", true));
        }
        forms.add(new ControlForm());
        forms.add(new StsForm());
        forms.add(new UnknownOperationEndpoint());
        return forms;
    }

    /** Where other nodes reach a port of this one. */
    private IntFunction<String> address() {
        if (config.nodeAddress().isPresent()) {
            return port -> config.nodeAddress().get();
        }
        String host =
                ConnectUrl.isEveryAddress(config.host()) ? engine.ownAddress().orElse("127.0.0.1") : config.host();
        return port -> (host.contains(":") ? '[' + host + ']' : host) + ':' + port;
    }
}
