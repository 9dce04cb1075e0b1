package io.hydrant.support;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.events.EventLog;
import io.hydrant.firehose.encryption.EncryptionServices;
import io.hydrant.firehose.encryption.EncryptionSettings;
import io.hydrant.firehose.encryption.KeyUsage;
import io.hydrant.firehose.encryption.OwnedKeys;
import io.hydrant.record.BufferBudget;
import io.hydrant.service.kms.KeyArn;
import io.hydrant.service.kms.RecordingKeyService;
import io.hydrant.service.kms.embedded.EmbeddedKeyService;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.administration.Keys;
import io.hydrant.service.kms.embedded.key.Grant;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.store.StateStore;
import io.hydrant.store.Timers;
import io.hydrant.store.memory.MemoryStateStore;
import io.hydrant.time.VirtualTime;

/** What delivery streams of one account live in: a clock that stands, a KMS with some keys, events and a budget. */
public final class StreamWorld {
    /** How long ENABLING lasts. */
    public static final Duration START = Duration.ofSeconds(20);

    private final Scope scope = new Scope(new AccountId("111111111111"), new Region("us-east-1"));
    private final Caller caller = Caller.root(scope.account());
    private final KmsCall root = KmsCall.of(caller, scope.region());
    private final VirtualTime time = new VirtualTime(Instant.parse("2026-06-01T00:00:00Z"));
    private final EventLog events = new EventLog(time, 1_000_000);
    private final StateStore store = new MemoryStateStore();
    private final KeyUsage usage = new KeyUsage(store);
    private final EmbeddedKms kms = new EmbeddedKms(time, MemoryTimers.on(time), any -> List.of());
    private final BufferBudget budget;
    private final List<KeyArn> keys;

    public StreamWorld(long budgetBytes, int keys) {
        this.budget = new BufferBudget(budgetBytes);
        this.keys = Stream.generate(() -> kms.keys().create(root, Keys.NewKey.symmetric()))
                .limit(keys)
                .map(key -> new KeyArn(key.arn()))
                .toList();
    }

    /** The services of encryption, which do their work at once. */
    public EncryptionServices encryption() {
        return new EncryptionServices(
                new RecordingKeyService(new EmbeddedKeyService(kms), events),
                new OwnedKeys(store),
                usage,
                time,
                store,
                new Timers(store, time),
                Runnable::run,
                events,
                new EncryptionSettings(
                        START,
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(5),
                        EncryptionSettings.CallerKmsCheck.ENFORCE));
    }

    /** Enables or disables a key. */
    public void setEnabled(KeyArn key, boolean enabled) {
        if (enabled) {
            kms.keys().enable(root, key.value());
        } else {
            kms.keys().disable(root, key.value());
        }
    }

    /** The grants on a key, oldest first. */
    public List<Grant> grantsOn(KeyArn key) {
        return kms.grants().list(root, key.value(), Optional.empty(), Optional.empty());
    }

    public Scope scope() {
        return scope;
    }

    /** The account itself. */
    public Caller caller() {
        return caller;
    }

    /** A call of the account's to KMS. */
    public KmsCall root() {
        return root;
    }

    public VirtualTime time() {
        return time;
    }

    public EventLog events() {
        return events;
    }

    public KeyUsage usage() {
        return usage;
    }

    public EmbeddedKms kms() {
        return kms;
    }

    public BufferBudget budget() {
        return budget;
    }

    /** The keys there are from the start. */
    public List<KeyArn> keys() {
        return keys;
    }
}
