package io.hydrant.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.firehose.stream.LiveStream;
import io.hydrant.store.KnownNode;

/** {@code /_hydrant/health} and {@code /_hydrant/reset}: calls about the server as a whole. */
final class ServerCalls {
    private final AdminEndpoint.AdminServices services;

    ServerCalls(AdminEndpoint.AdminServices services) {
        this.services = services;
    }

    Map<String, Object> health() {
        Map<String, Object> available = new LinkedHashMap<>();
        List.of("firehose", "kms", "s3", "kinesis", "sts")
                .forEach(name -> available.put(name, services.remote().contains(name) ? "remote" : "available"));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", "running");
        answer.put("version", services.version());
        answer.put("services", available);
        return answer;
    }

    Map<String, Object> nodes() {
        return Map.of(
                "nodes", services.nodes().get().stream().map(ServerCalls::node).toList());
    }

    private static Map<String, Object> node(KnownNode known) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", known.node().id());
        shown.put("address", known.node().address());
        shown.put("version", known.node().version());
        shown.put("leads", known.leads());
        shown.put("since", known.since().toString());
        shown.put("seen", known.seen().toString());
        return shown;
    }

    /** Refuses a body, because a scope in the body instead of the query would reset more than the caller meant. */
    Map<String, Object> reset(Query query, boolean hasBody) {
        if (hasBody) {
            throw new Refusal(400, "A reset takes no body; narrow it by ?account= or ?stream= in the query.");
        }
        Optional<LiveStream> stream = query.get("stream").map(name -> services.streams()
                .find(query.scope(services.defaults()), name)
                .orElseThrow(() -> new Refusal(404, "There is no delivery stream '" + name + "'.")));
        services.reset().reset(query.extent(services.defaults()), stream);
        return Map.of("status", "reset");
    }
}
