package io.hydrant.wiring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.fault.Call;
import io.hydrant.fault.Faults;
import io.hydrant.fault.Hop;
import io.hydrant.fault.hop.ClientCalls;
import io.hydrant.fault.hop.FailingEndpoint;
import io.hydrant.fault.hop.FailingFunctionService;
import io.hydrant.fault.hop.FailingKafkaService;
import io.hydrant.fault.hop.FailingKeyService;
import io.hydrant.fault.hop.FailingKinesisService;
import io.hydrant.fault.hop.FailingObjectStore;
import io.hydrant.fault.hop.FailingOperation;
import io.hydrant.fault.hop.FailingSender;
import io.hydrant.fault.hop.OutgoingCalls;
import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.client.HttpSender;
import io.hydrant.protocol.Operation;
import io.hydrant.receiver.Counterparts;
import io.hydrant.service.kafka.KafkaService;
import io.hydrant.service.kinesis.KinesisService;
import io.hydrant.service.kms.KeyService;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.remote.KmsExecutor;
import io.hydrant.service.lambda.FunctionService;
import io.hydrant.service.lambda.remote.HttpFunctions;
import io.hydrant.service.s3.ObjectStore;
import io.hydrant.service.s3.embedded.api.S3Endpoint;
import io.hydrant.service.sts.api.StsEndpoint;
import io.hydrant.time.Pauses;
import io.hydrant.time.VirtualTime;

/** Every place where a call can be made to fail: what is put around the ports, and around what clients ask. */
public final class FaultPlaces {
    private final Faults faults;
    private final OutgoingCalls outgoing;
    private final ClientCalls clients;

    /**
     * @param pauses delays of calls that Hydrant makes
     * @param clients delays of calls that clients make
     */
    public FaultPlaces(Faults faults, VirtualTime time, Pauses pauses, ClientCalls clients) {
        this.faults = faults;
        this.outgoing = new OutgoingCalls(faults, time, time, pauses);
        this.clients = clients;
    }

    /** Whether any rule is about that hop; cheap. */
    public BooleanSupplier watches(Hop hop) {
        return () -> faults.watches(hop);
    }

    /** KMS, as Firehose asks it. */
    public KeyService around(KeyService keys) {
        return new FailingKeyService(keys, outgoing);
    }

    /** Runs work that asks the embedded KMS: at once, as long as no rule may make it wait for the clock. */
    public Executor inProcess(KmsExecutor pool) {
        return task -> {
            if (faults.watches(Hop.KMS)) {
                pool.executeInTurn(task);
            } else {
                task.run();
            }
        };
    }

    /** S3, as Firehose asks it. */
    public ObjectStore around(ObjectStore store) {
        return new FailingObjectStore(store, outgoing);
    }

    /** Kinesis, as streams that read from it ask it. */
    public KinesisService around(KinesisService streams) {
        return new FailingKinesisService(streams, outgoing);
    }

    /** Kafka, as streams that read from it ask it. */
    public KafkaService topics(KafkaService topics) {
        return new FailingKafkaService(topics, outgoing);
    }

    /** Functions, as streams invoke them. */
    public FunctionService around(FunctionService functions) {
        return new FailingFunctionService(functions, outgoing, HttpFunctions::read);
    }

    /** HTTP endpoints that are destinations. */
    public HttpSender endpoints(HttpSender sender) {
        return FailingSender.toEndpoints(outgoing).apply(sender);
    }

    /** Search clusters that are destinations. */
    public Counterparts clusters(Counterparts counterparts) {
        return counterparts.through(FailingSender.toSearch(outgoing));
    }

    /** Splunk collectors that are destinations. */
    public Counterparts collectors(Counterparts counterparts) {
        return counterparts.through(FailingSender.toSplunk(outgoing));
    }

    /** Firehose for its clients. */
    public List<Operation<?, ?>> firehose(List<Operation<?, ?>> operations) {
        return FailingOperation.of(
                operations,
                Hop.FIREHOSE,
                clients,
                FailingOperation.Subjects.member(Call.About.STREAM, "DeliveryStreamName"));
    }

    /** KMS for its clients. */
    public List<Operation<?, ?>> kms(List<Operation<?, ?>> operations, EmbeddedKms kms) {
        return FailingOperation.of(
                operations, Hop.KMS, clients, (input, context) -> Stream.of("KeyId", "TargetKeyId", "DestinationKeyId")
                        .flatMap(member -> FailingOperation.Subjects.text(input, member).stream())
                        .flatMap(given -> kms.arnOf(context.scope(), given).stream())
                        .findFirst()
                        .map(arn -> Map.of(Call.About.KEY, arn))
                        .orElse(Map.of()));
    }

    /** Kinesis for its clients. */
    public List<Operation<?, ?>> kinesis(List<Operation<?, ?>> operations) {
        return FailingOperation.of(
                operations, Hop.KINESIS, clients, (input, context) -> Stream.of("StreamName", "StreamARN")
                        .flatMap(member -> FailingOperation.Subjects.text(input, member).stream())
                        .findFirst()
                        .map(given -> Map.of(Call.About.STREAM, given.substring(given.indexOf('/') + 1)))
                        .orElse(Map.of()));
    }

    /** S3 for its clients. */
    public HttpEndpoint around(S3Endpoint endpoint) {
        return new FailingEndpoint(
                endpoint,
                Hop.S3,
                new FailingEndpoint.Service() {
                    @Override
                    public Optional<Call> describe(HttpRequest request) {
                        return endpoint.asked(request).map(asked -> {
                            Map<Call.About, String> about = new HashMap<>();
                            about.put(Call.About.CALLER, asked.caller().arn());
                            asked.bucket().ifPresent(bucket -> about.put(Call.About.BUCKET, bucket));
                            return new Call(Hop.S3, Call.Maker.CLIENT, asked.operation(), asked.scope(), about);
                        });
                    }

                    @Override
                    public HttpResponse refuse(HttpRequest request, AwsError error) {
                        return endpoint.refuse(request, error);
                    }
                },
                clients);
    }

    /**
     * STS for its clients.
     *
     * @param region of requests that name none
     */
    public HttpEndpoint around(StsEndpoint endpoint, Region region) {
        return new FailingEndpoint(
                endpoint,
                Hop.STS,
                new FailingEndpoint.Service() {
                    @Override
                    public Optional<Call> describe(HttpRequest request) {
                        return endpoint.asked(request)
                                .map(asked -> new Call(
                                        Hop.STS,
                                        Call.Maker.CLIENT,
                                        asked.operation(),
                                        new Scope(
                                                asked.caller().account(),
                                                asked.region().orElse(region)),
                                        Map.of(Call.About.CALLER, asked.caller().arn())));
                    }

                    @Override
                    public HttpResponse refuse(HttpRequest request, AwsError error) {
                        return endpoint.refuse(error);
                    }
                },
                clients);
    }
}
