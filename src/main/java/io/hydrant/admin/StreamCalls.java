package io.hydrant.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import io.hydrant.aws.Scope;
import io.hydrant.delivery.PartitionView;
import io.hydrant.firehose.configuration.processing.ProcessorRules;
import io.hydrant.firehose.encryption.KeyChoice;
import io.hydrant.firehose.encryption.KeyInUse;
import io.hydrant.firehose.encryption.StreamEncryption.Insight;
import io.hydrant.firehose.stream.DeliveryStream;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.LiveStream;
import io.hydrant.time.VirtualTime;

/** {@code GET /_hydrant/streams/{name}} and {@code GET /_hydrant/partitions}: what Describe does not tell. */
final class StreamCalls {
    private final DeliveryStreams streams;
    private final VirtualTime time;
    private final Scope defaults;
    private final Predicate<String> knowsFunction;

    StreamCalls(DeliveryStreams streams, VirtualTime time, Scope defaults, Predicate<String> knowsFunction) {
        this.knowsFunction = knowsFunction;
        this.streams = streams;
        this.time = time;
        this.defaults = defaults;
    }

    Map<String, Object> show(String name, String text) {
        Query query = new Query(text, Set.of("account", "region"));
        LiveStream stream = streams.find(query.scope(defaults), name)
                .orElseThrow(() -> new Refusal(404, "There is no delivery stream '" + name + "'."));
        DeliveryStream value = stream.value();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", value.name());
        answer.put("arn", value.arn());
        answer.put("status", value.status().name());
        LiveStream.Counts counts = stream.counts();
        answer.put("buffer", Map.of("records", counts.bufferedRecords(), "bytes", counts.bufferedBytes()));
        answer.put("encryption", encryption(stream.encryption().insight()));
        answer.put("warnings", warnings(stream));
        answer.put(
                "pending",
                time.pending().stream()
                        .filter(p -> p.owner().equals(value.arn()))
                        .map(p -> Map.of("due", p.due().toString(), "what", p.what()))
                        .toList());
        return answer;
    }

    /** {@code GET /_hydrant/partitions}: the active partitions of a stream, oldest first. */
    Map<String, Object> partitions(String text) {
        Query query = new Query(text, Set.of("stream", "account", "region"));
        String name = query.get("stream")
                .orElseThrow(() -> new Refusal(400, "Name the stream, as in /_hydrant/partitions?stream=orders."));
        LiveStream stream = streams.find(query.scope(defaults), name)
                .orElseThrow(() -> new Refusal(404, "There is no delivery stream '" + name + "'."));
        return Map.of(
                "partitions",
                stream.partitions().stream().map(StreamCalls::partition).toList());
    }

    private static Map<String, Object> partition(PartitionView partition) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put(
                "keys",
                Map.of(
                        "partitionKeyFromQuery", partition.keys().fromQuery(),
                        "partitionKeyFromLambda", partition.keys().fromLambda()));
        shown.put("records", partition.records());
        shown.put("bytes", partition.bytes());
        shown.put("since", partition.since().toString());
        return shown;
    }

    /** Those that were made with the configuration, and those about what its names mean now. */
    private List<String> warnings(LiveStream live) {
        DeliveryStream stream = live.value();
        List<String> warnings = new ArrayList<>(stream.warnings());
        warnings.addAll(live.sourceWarnings());
        ProcessorRules.function(stream.destination().members())
                .filter(arn -> !knowsFunction.test(arn))
                .ifPresent(
                        arn -> warnings.add(
                                "Nothing stands for the function " + arn
                                        + ": its records go to the error output. Name it in the resources, or set HYDRANT_LAMBDA_ENDPOINT."));
        return warnings;
    }

    private static Map<String, Object> encryption(Insight insight) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("status", insight.state().status().name());
        Optional<KeyInUse> inUse = insight.state().keyInUse();
        shown.put("recordsAreEncrypted", inUse.isPresent());
        inUse.ifPresent(k -> shown.put("keyInUse", key(k)));
        insight.state()
                .succession()
                .ifPresent(s ->
                        shown.put("afterTheLag", s.next().map(StreamCalls::key).orElse(Map.of("keyType", "none"))));
        List<Map<String, Object>> held = new ArrayList<>();
        inUse.filter(k -> k.grant().isPresent()).ifPresent(k -> held.add(key(k)));
        insight.state()
                .succession()
                .flatMap(s -> s.next())
                .filter(k -> k.grant().isPresent())
                .ifPresent(k -> held.add(key(k)));
        shown.put("grantsHeld", held);
        shown.put(
                "grantsAwaitingRetirement",
                insight.awaitingRetirement().stream().map(StreamCalls::key).toList());
        shown.put("callsLeft", insight.callsLeft());
        insight.nextCallFreeAt().ifPresent(t -> shown.put("nextCallFreeAt", t.toString()));
        insight.streamsOnKey().ifPresent(n -> shown.put("streamsOnKey", n));
        return shown;
    }

    private static Map<String, Object> key(KeyInUse key) {
        Map<String, Object> shown = new LinkedHashMap<>();
        KeyChoice choice = key.choice();
        shown.put("keyType", choice.type().name());
        choice.keyArn().ifPresent(arn -> shown.put("keyArn", arn.value()));
        key.grant().ifPresent(g -> shown.put("grantId", g.grantId()));
        return shown;
    }
}
