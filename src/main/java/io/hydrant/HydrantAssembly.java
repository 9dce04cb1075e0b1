package io.hydrant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.hydrant.admin.AdminEndpoint;
import io.hydrant.aws.Scope;
import io.hydrant.aws.ScopeFilter;
import io.hydrant.config.HydrantConfig;
import io.hydrant.config.Version;
import io.hydrant.delivery.DeliveryDependencies;
import io.hydrant.delivery.DeliveryExecutor;
import io.hydrant.delivery.DeliveryLedger;
import io.hydrant.destination.CpuPermits;
import io.hydrant.destination.http.HttpEndpointType;
import io.hydrant.destination.http.check.CheckOptions;
import io.hydrant.destination.http.check.EndpointCheck;
import io.hydrant.destination.http.check.OptionReader;
import io.hydrant.destination.http.check.Tools;
import io.hydrant.destination.iceberg.IcebergType;
import io.hydrant.destination.redshift.RedshiftType;
import io.hydrant.destination.s3.ExtendedS3Type;
import io.hydrant.destination.s3.S3Buckets;
import io.hydrant.destination.s3.S3Destination;
import io.hydrant.destination.s3.S3Type;
import io.hydrant.destination.search.ElasticsearchType;
import io.hydrant.destination.search.OpenSearchServerlessType;
import io.hydrant.destination.search.OpenSearchServiceType;
import io.hydrant.destination.snowflake.SnowflakeType;
import io.hydrant.destination.splunk.SplunkType;
import io.hydrant.events.EventLog;
import io.hydrant.fault.Call;
import io.hydrant.fault.Faults;
import io.hydrant.fault.Hop;
import io.hydrant.fault.Strike;
import io.hydrant.fault.hop.ClientCalls;
import io.hydrant.fault.rule.FaultEvents;
import io.hydrant.fault.rule.FaultRules;
import io.hydrant.firehose.api.FirehoseApi;
import io.hydrant.firehose.api.FirehoseOptions;
import io.hydrant.firehose.configuration.DestinationType;
import io.hydrant.firehose.configuration.Destinations;
import io.hydrant.firehose.configuration.processing.Processors;
import io.hydrant.firehose.encryption.EncryptionServices;
import io.hydrant.firehose.encryption.EncryptionSettings;
import io.hydrant.firehose.encryption.EncryptionTimers;
import io.hydrant.firehose.encryption.KeyUsage;
import io.hydrant.firehose.encryption.OwnedKeys;
import io.hydrant.firehose.put.PutRecordEndpoint;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.FirehoseLimits;
import io.hydrant.firehose.stream.LiveStream;
import io.hydrant.firehose.stream.StreamDependencies;
import io.hydrant.firehose.stream.StreamSettings;
import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.Router;
import io.hydrant.http.client.HttpPoster;
import io.hydrant.http.client.HttpSender;
import io.hydrant.http.client.LocalHosts;
import io.hydrant.lifecycle.CloseStack;
import io.hydrant.lifecycle.ShutdownFlush;
import io.hydrant.lifecycle.StateReset;
import io.hydrant.lifecycle.StoredClock;
import io.hydrant.memory.MemoryBudget;
import io.hydrant.memory.Share;
import io.hydrant.processing.deaggregation.DeAggregationType;
import io.hydrant.processing.decompression.DecompressionType;
import io.hydrant.processing.delimiter.DelimiterType;
import io.hydrant.processing.lambda.LambdaType;
import io.hydrant.processing.logs.LogProcessingType;
import io.hydrant.processing.metadata.MetadataExtractionType;
import io.hydrant.protocol.CallContexts;
import io.hydrant.protocol.Constraints;
import io.hydrant.protocol.JsonEndpoint;
import io.hydrant.protocol.Operation;
import io.hydrant.protocol.SignatureParser;
import io.hydrant.protocol.UnknownOperationEndpoint;
import io.hydrant.protocol.WithinMemory;
import io.hydrant.receiver.Counterparts;
import io.hydrant.receiver.ReceivedLog;
import io.hydrant.receiver.Receivers;
import io.hydrant.record.BufferBudget;
import io.hydrant.resource.ResourceSetting;
import io.hydrant.resource.Resources;
import io.hydrant.resource.StandIn;
import io.hydrant.seed.Seed;
import io.hydrant.server.EntryPoint;
import io.hydrant.service.kafka.remote.ClusterAddresses;
import io.hydrant.service.kafka.remote.RemoteKafka;
import io.hydrant.service.kinesis.KinesisService;
import io.hydrant.service.kinesis.StreamKeys;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesisService;
import io.hydrant.service.kinesis.embedded.KinesisDependencies;
import io.hydrant.service.kinesis.embedded.api.KinesisApi;
import io.hydrant.service.kinesis.embedded.api.record.PutRecordsEndpoint;
import io.hydrant.service.kms.KeyService;
import io.hydrant.service.kms.RecordingKeyService;
import io.hydrant.service.kms.embedded.EmbeddedKeyService;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.EmbeddedObjectKeys;
import io.hydrant.service.kms.embedded.EmbeddedStreamKeys;
import io.hydrant.service.kms.embedded.api.KmsApi;
import io.hydrant.service.kms.remote.KmsExecutor;
import io.hydrant.service.kms.remote.RemoteKeyService;
import io.hydrant.service.kms.remote.RemoteObjectKeys;
import io.hydrant.service.kms.remote.RemoteStreamKeys;
import io.hydrant.service.lambda.FunctionService;
import io.hydrant.service.lambda.embedded.LocalFunctions;
import io.hydrant.service.lambda.embedded.NamedFunctions;
import io.hydrant.service.lambda.remote.HttpFunctions;
import io.hydrant.service.s3.ObjectKeys;
import io.hydrant.service.s3.ObjectStore;
import io.hydrant.service.s3.embedded.EmbeddedObjectStore;
import io.hydrant.service.s3.embedded.EmbeddedS3;
import io.hydrant.service.s3.embedded.api.S3Endpoint;
import io.hydrant.service.sts.Callers;
import io.hydrant.service.sts.api.StsEndpoint;
import io.hydrant.source.SourceThreads;
import io.hydrant.source.SourceTypes;
import io.hydrant.source.directput.DirectPutType;
import io.hydrant.source.kinesis.KinesisMeans;
import io.hydrant.source.kinesis.KinesisType;
import io.hydrant.source.msk.MskMeans;
import io.hydrant.source.msk.MskType;
import io.hydrant.source.round.RoundMeans;
import io.hydrant.store.KnownNode;
import io.hydrant.store.LazyWriter;
import io.hydrant.store.Node;
import io.hydrant.store.StateStore;
import io.hydrant.store.Timers;
import io.hydrant.store.codec.KeyWrap;
import io.hydrant.store.codec.StoreOpener;
import io.hydrant.store.codec.ValueCodec;
import io.hydrant.store.memory.MemoryStateStore;
import io.hydrant.time.Pauses;
import io.hydrant.time.VirtualTime;
import io.hydrant.time.WallTime;
import io.hydrant.wiring.FaultPlaces;
import io.hydrant.wiring.OtherServers;
import io.hydrant.wiring.OwnPort;
import io.hydrant.wiring.SharedStore;
import org.jspecify.annotations.Nullable;

/**
 * The whole object graph, leaves first. What is started here is closed here, in reverse order. Longer than 300 lines, because the
 * graph is read in one place.
 */
final class HydrantAssembly implements Hydrant.Running {
    /** About what a stream takes beside its records; measured. */
    private static final long STREAM_BYTES = 5 * 1024;

    private static final int EVENTS_KEPT = 100_000;

    /** Seeds that are made up are below it, so that every reader of JSON keeps them exactly. */
    private static final long MAX_SEED = 1L << 53;

    private static final int DELIVERIES_KEPT = 100_000;

    private final CloseStack started = new CloseStack();
    private final WallTime wall = new WallTime();
    private final Instant began = wall.instant();
    private final VirtualTime time = new VirtualTime(wall);
    private final EventLog events;
    private final StateStore state;

    private final Timers timers;

    /** Empty when state ends with the process. */
    private final Optional<LazyWriter> later;

    private final KeyUsage usage;
    private final DeliveryLedger ledger;
    private final DeliveryExecutor deliveries = new DeliveryExecutor();
    private final CpuPermits turns = CpuPermits.ofThisMachine();
    private final HttpPoster poster = new HttpPoster();
    private final Pauses pauses = new Pauses();
    private final FaultRules rules = new FaultRules(time, () -> new Random().nextLong(MAX_SEED), this::tell);
    private final ClientCalls calls;
    private final MemoryBudget memory;
    private final Resources resources = new Resources();
    private final LocalFunctions localFunctions = new LocalFunctions();
    private final FunctionService functions;
    private final Callers callers;
    private final EmbeddedKms kms;
    private final EmbeddedS3 s3;
    private final EmbeddedKinesis kinesis;
    private final SourceThreads sourceThreads = new SourceThreads();
    private final Processors processors;
    private final ReceivedLog received;
    private final Destinations destinations;
    private final DeliveryStreams streams;
    private final StateReset reset;
    private final EntryPoint entry;

    /** Whether what is not delivered at the end is another process's from then on. */
    private final boolean shared;

    private final Optional<Seed> seed;

    /**
     * The graph of these settings.
     *
     * @param scripted which calls fail; with {@link Faults#NONE} the rules of the control API say so
     */
    HydrantAssembly(HydrantConfig config, Faults scripted) {
        this(config, scripted, null, new OwnPort(config), Optional.empty());
    }

    /**
     * The graph of these settings on another store.
     *
     * @param opener null for a store in memory
     * @param maker makes what requests come in through
     * @param nodes those that share the store; empty for a process of its own
     */
    HydrantAssembly(
            HydrantConfig config,
            Faults scripted,
            @Nullable StoreOpener opener,
            EntryPoint.Maker maker,
            Optional<SharedStore.KnownNodes> nodes) {
        shared = nodes.isPresent();
        state = opener == null ? new MemoryStateStore() : opener.open(this::codec);
        timers = new Timers(state, time);
        usage = new KeyUsage(state);
        if (state instanceof AutoCloseable store) {
            started.add(store);
        }
        later = opener == null ? Optional.empty() : Optional.of(new LazyWriter(state));
        later.ifPresent(started::add);
        Faults faults = scripted == Faults.NONE ? rules : scripted;
        calls = new ClientCalls(faults, time, time);
        started.add(calls);
        started.add(wall);
        started.add(deliveries);
        started.add(poster);
        started.add(localFunctions);
        started.add(sourceThreads);
        FaultPlaces places = new FaultPlaces(faults, time, pauses, calls);
        OtherServers others = new OtherServers(config, started);
        functions = places.around(new NamedFunctions(
                resources, localFunctions, new HttpFunctions(poster), config.lambdaEndpoint(), time));
        processors = processors(functions);
        memory = MemoryBudget.of(
                Runtime.getRuntime().maxMemory(), config.bufferBytes(), config.s3Bytes(), config.receivedBytes());
        received = new ReceivedLog(memory.received());
        destinations = destinations(
                places.endpoints(poster),
                resources,
                new Counterparts(resources, poster, new Receivers(received, time, turns)),
                places,
                processors);
        events = new EventLog(time, EVENTS_KEPT, memory.events());
        ledger = new DeliveryLedger(DELIVERIES_KEPT, memory.deliveries());
        Scope defaults = new Scope(config.account(), config.region());
        callers = new Callers(config.account(), time, state);
        kms = new EmbeddedKms(time, timers, callers, this::hasRoomForResources);

        KmsExecutor kmsWork = new KmsExecutor(time);
        started.add(kmsWork);
        KeyService keys;
        Executor work;
        ObjectKeys objectKeys;
        StreamKeys streamKeys;
        Optional<RemoteKeyService> otherKms = others.kms();
        if (otherKms.isPresent()) {
            keys = otherKms.get();
            work = kmsWork;
            objectKeys = new RemoteObjectKeys(otherKms.get());
            streamKeys = new RemoteStreamKeys(otherKms.get());
        } else {
            keys = new EmbeddedKeyService(kms);
            work = places.inProcess(kmsWork);
            objectKeys = new EmbeddedObjectKeys(kms);
            streamKeys = new EmbeddedStreamKeys(kms);
        }
        BufferBudget buffers = new BufferBudget(memory.buffers());
        // The other half is for delivery streams, so that what Kinesis keeps never keeps them from reading it.
        BufferBudget kinesisRecords =
                new BufferBudget(memory.buffers(), Math.max(1, memory.buffers().limit() / 2));
        kinesis = new EmbeddedKinesis(new KinesisDependencies(
                time,
                time,
                kinesisRecords,
                streamKeys,
                config.createDuration(),
                config.deleteDuration(),
                config.limits() == HydrantConfig.Limits.STRICT));
        s3 = new EmbeddedS3(
                time,
                config.s3Dir().or(() -> Optional.ofNullable(opener).flatMap(StoreOpener::objects)),
                opener != null,
                config.account(),
                objectKeys,
                memory.objects());
        ObjectStore store = places.around(others.s3().orElseGet(() -> new EmbeddedObjectStore(s3)));
        FirehoseLimits limits =
                config.limits() == HydrantConfig.Limits.STRICT ? FirehoseLimits.aws() : FirehoseLimits.none();
        EncryptionServices encryption = new EncryptionServices(
                new RecordingKeyService(places.around(keys), events),
                new OwnedKeys(state),
                usage,
                time,
                state,
                timers,
                work,
                events,
                new EncryptionSettings(
                        config.startEncryptionDuration(),
                        config.stopEncryptionDuration(),
                        config.encryptionLag(),
                        EncryptionSettings.CallerKmsCheck.valueOf(
                                config.callerKmsCheck().name())));
        streams = new DeliveryStreams(new StreamDependencies(
                time,
                time,
                events,
                buffers,
                encryption,
                new StreamSettings(config.createDuration(), config.deleteDuration()),
                limits,
                new DeliveryDependencies(time, time, deliveries, new Random(), config.partitions()),
                sources(
                        places,
                        places.around(
                                others.kinesis(this::onTheWall).orElseGet(() -> new EmbeddedKinesisService(kinesis))),
                        limits,
                        config.strict()),
                processors,
                new S3Buckets(new S3Destination.Means(store, UUID::randomUUID, turns)),
                turns,
                ledger));

        reset = new StateReset(
                streams,
                events,
                ledger,
                time,
                new StateReset.Parts(
                        this::abort,
                        List.of(received::forget),
                        List.of(kms::reset, s3::reset, kinesis::reset),
                        List.of(
                                callers::reset,
                                usage::clear,
                                resources::reset,
                                () -> EncryptionTimers.clear(encryption),
                                timers::clear)));

        CallContexts contexts = new CallContexts(callers, defaults);
        List<HttpEndpoint> endpoints = new ArrayList<>();
        JsonEndpoint firehose = firehose(config, limits, contexts, places);
        endpoints.add(new PutRecordEndpoint(streams, contexts, firehose, places.watches(Hop.FIREHOSE)));
        endpoints.add(firehose);
        Optional<JsonEndpoint> kmsEndpoint = config.kmsEndpoint().isPresent()
                ? Optional.empty()
                : Optional.of(new JsonEndpoint(
                        "TrentService",
                        places.kms(
                                WithinMemory.of(
                                        KmsApi.operations(kms),
                                        Set.of("CreateKey", "ReplicateKey", "CreateGrant", "CreateAlias"),
                                        this::hasRoomForResources),
                                kms),
                        Constraints.load("kms-2014-11-01.txt", true),
                        contexts));
        kmsEndpoint.ifPresent(endpoints::add);
        Optional<JsonEndpoint> kinesisApi =
                config.kinesisEndpoint().isPresent() ? Optional.empty() : Optional.of(kinesisApi(contexts, places));
        kinesisApi.ifPresent(general ->
                endpoints.add(new PutRecordsEndpoint(kinesis, contexts, general, places.watches(Hop.KINESIS))));
        kinesisApi.ifPresent(endpoints::add);
        seed = config.seedFile()
                .map(file -> Seed.read(
                        file,
                        new Seed.Services(
                                defaults,
                                callers,
                                kms,
                                config.s3Endpoint().isPresent() ? Optional.empty() : Optional.of(s3),
                                kmsEndpoint,
                                kinesisApi,
                                firehose(config, FirehoseLimits.none(), contexts, places),
                                rules)));
        resources.begin(said(config.resources(), seed));
        AdminEndpoint admin = new AdminEndpoint(new AdminEndpoint.AdminServices(
                Version.text(),
                config.control(),
                others.names(),
                defaults,
                time,
                events,
                streams,
                ledger,
                resources,
                received,
                rules,
                functions::knows,
                this::shares,
                this::resetAndSeed,
                this::checkEndpoint,
                nodes.orElse(this::sole)::list));
        started.add(admin);
        endpoints.add(admin);
        endpoints.add(places.around(new StsEndpoint(callers, time, SignatureParser::parse), defaults.region()));
        if (config.s3Endpoint().isEmpty()) {
            endpoints.add(places.around(new S3Endpoint(s3, SignatureParser::parse, callers, defaults)));
        }
        entry = maker.make(new Router(endpoints, new UnknownOperationEndpoint()), memory.bodies());
    }

    /** What AWS names mean here from the start on; the setting wins over the seed. */
    private static Map<String, StandIn> said(Optional<String> setting, Optional<Seed> seed) {
        Map<String, StandIn> said = new HashMap<>(seed.map(Seed::resources).orElse(Map.of()));
        setting.map(ResourceSetting::read).ifPresent(said::putAll);
        return said;
    }

    private JsonEndpoint firehose(
            HydrantConfig config, FirehoseLimits limits, CallContexts contexts, FaultPlaces places) {
        List<Operation<?, ?>> operations = WithinMemory.of(
                FirehoseApi.limited(
                        FirehoseApi.operations(streams, destinations, new FirehoseOptions(config.strict())),
                        limits,
                        time),
                Set.of("CreateDeliveryStream"),
                this::hasRoomForResources);
        return new JsonEndpoint(
                "Firehose_20150804",
                places.firehose(operations),
                Constraints.load("firehose-2015-08-04.txt", false)
                        .accepting("HttpEndpointUrl", LocalHosts::isPlainHttp),
                contexts);
    }

    /** Nothing of it is loaded before its first request. */
    private JsonEndpoint kinesisApi(CallContexts contexts, FaultPlaces places) {
        return JsonEndpoint.ofRecords(
                "Kinesis_20131202",
                () -> places.kinesis(WithinMemory.of(
                        KinesisApi.operations(kinesis), Set.of("CreateStream"), this::hasRoomForResources)),
                Constraints.load("kinesis-2013-12-02.txt", true),
                contexts);
    }

    /** When that is, or was, for those who live by the machine's clock. */
    private Instant onTheWall(Instant of) {
        Instant moved = of.minus(time.offset());
        Instant now = wall.instant();
        return moved.isBefore(now) ? moved : now;
    }

    private boolean hasRoomForResources() {
        return memory.resources()
                .measure(kms.bytes()
                        + kinesis.bytes()
                        + STREAM_BYTES * streams.all().size());
    }

    /** This process, which shares its store with no other. */
    private List<KnownNode> sole() {
        Node self = new Node("sole", "localhost:" + entry.port(), Version.text());
        return List.of(new KnownNode(self, began, wall.instant(), true));
    }

    private List<Share> shares() {
        hasRoomForResources();
        return memory.shares();
    }

    /** Every source there is; a new one is registered here. */
    private SourceTypes sources(FaultPlaces places, KinesisService streams, FirehoseLimits limits, boolean strict) {
        RoundMeans rounds = new RoundMeans(time, time::moves, sourceThreads);
        return new SourceTypes(List.of(
                new DirectPutType(time, limits::throughput),
                new KinesisType(new KinesisMeans(streams, state, rounds)),
                new MskType(new MskMeans(
                        places.topics(new RemoteKafka(new ClusterAddresses(
                                name -> resources.find(name).map(Resources.Found::standIn)))),
                        strict,
                        state,
                        this::onTheWall,
                        rounds))));
    }

    /** Every destination there is; a new one is registered here. */
    private Destinations destinations(
            HttpSender endpoints,
            Resources resources,
            Counterparts counterparts,
            FaultPlaces places,
            Processors processors) {
        Counterparts clusters = places.clusters(counterparts);
        Counterparts collectors = places.collectors(counterparts);
        List<DestinationType> types = List.of(
                new S3Type(),
                new ExtendedS3Type(),
                new RedshiftType(),
                new ElasticsearchType(clusters),
                new OpenSearchServiceType(clusters),
                new SplunkType(collectors, pauses, UUID::randomUUID),
                new HttpEndpointType(endpoints, resources::address, UUID::randomUUID),
                new OpenSearchServerlessType(clusters),
                new SnowflakeType(),
                new IcebergType());
        return new Destinations(types, processors);
    }

    /** Every processor there is, in the order in which they run; a new one is registered here. */
    private static Processors processors(FunctionService functions) {
        return new Processors(List.of(
                new DecompressionType(),
                new LogProcessingType(),
                new DeAggregationType(),
                new LambdaType(functions, UUID::randomUUID),
                new MetadataExtractionType(),
                new DelimiterType()));
    }

    /** A reset gives the state of a fresh start, so what it takes away of the seed comes again; one stream alone does not. */
    private void resetAndSeed(ScopeFilter extent, Optional<LiveStream> stream) {
        if (stream.isPresent()) {
            rules.remove(stream.get().value().scope(), stream.get().value().name());
            reset.discard(stream.get());
            return;
        }
        if (extent.isAll()) {
            seed.ifPresent(Seed::forget);
        }
        rules.remove(extent);
        reset.discard(extent);
        seed.ifPresent(s -> s.run(extent));
    }

    private void tell(Call call, Strike strike) {
        new FaultEvents(events).struck(call, strike);
    }

    /** Ends the requests and the functions of this process that work for the owners that match. */
    private void abort(Predicate<String> owners) {
        poster.abort(owners);
        pauses.abort(owners);
        calls.abort(owners);
        localFunctions.abort(owners);
    }

    /** Checks an endpoint with a clock of its own, which ticks with the machine's and which no call moves. */
    private Supplier<Map<String, Object>> checkEndpoint(Map<String, Object> options, Scope scope) {
        CheckOptions read = OptionReader.read(options);
        VirtualTime ticking = new VirtualTime(wall);
        Tools tools = new Tools(resources::address, ticking, ticking, UUID::randomUUID, WallTime::nanoTime);
        return () -> new EndpointCheck(tools).run(read, scope).tree();
    }

    private ValueCodec codec(KeyWrap wrap) {
        return codec(wrap, name -> destinations.named(name));
    }

    /** How values become bytes in a store that outlives the process. */
    static ValueCodec codec(KeyWrap wrap, Function<String, DestinationType> destinations) {
        return ValueCodec.with(wrap)
                .text(DestinationType.class, DestinationType::awsName, destinations)
                .build();
    }

    @Override
    public Resources resources() {
        return resources;
    }

    @Override
    public void start() {
        later.ifPresent(this::restore);
        seed.ifPresent(s -> s.begin(state));
        entry.start();
        if (!shared) {
            started.add(new ShutdownFlush(streams));
        }
        started.add(entry);
        started.add(() -> pauses.abort(any -> true));
    }

    /** Brings back what an earlier process left. */
    private void restore(LazyWriter writer) {
        StoredClock.keep(time, state);
        resources.keep(state);
        rules.keep(state, writer);
        ledger.keep(writer);
        events.keep(writer);
        callers.keep(writer);
        kms.restore();
        kinesis.keep(state);
        streams.restore();
        timers.resume();
    }

    @Override
    public int port() {
        return entry.port();
    }

    @Override
    public void close() {
        started.close();
    }
}
