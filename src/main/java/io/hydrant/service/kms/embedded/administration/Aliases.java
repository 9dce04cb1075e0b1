package io.hydrant.service.kms.embedded.administration;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.hydrant.service.kms.embedded.key.Alias;
import io.hydrant.service.kms.embedded.key.Key;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import io.hydrant.service.kms.embedded.key.KmsState;
import io.hydrant.service.kms.embedded.key.ManagedKeys;
import io.hydrant.service.kms.embedded.policy.Authorizer;

/** Second names of keys, unique in an account and Region. Thread-safe. */
public final class Aliases {
    private static final int MOST_PER_KEY = 50;

    private final KmsState state;
    private final Authorizer gate;
    private final ManagedKeys managed;

    public Aliases(KmsState state, Authorizer gate, ManagedKeys managed) {
        this.state = state;
        this.gate = gate;
        this.managed = managed;
    }

    /**
     * One line of ListAliases.
     *
     * @param alias empty for a predefined alias whose AWS managed key does not exist yet
     */
    public record Entry(String name, String arn, Optional<Alias> alias) {}

    /**
     * Names a key.
     *
     * @throws io.hydrant.aws.AwsException {@code AlreadyExistsException}, {@code ValidationException}, {@code
     *     NotAuthorizedException}, {@code InvalidAliasNameException}, {@code KMSInvalidStateException}, {@code
     *     LimitExceededException}, {@code NotFoundException}
     */
    public void create(KmsCall call, String name, String targetKeyId) {
        check(name);
        state.locked(() -> {
            Key key = gate.open(call, targetKeyId, Authorizer.Use.of("CreateAlias"));
            requireHome(call, key);
            String arn = call.scope().arn("kms", name).toString();
            gate.authorizeByIdentity(call, "CreateAlias", arn, Map.of());
            if (state.aliasesIn(call.scope()).containsKey(name)) {
                throw KmsErrors.aliasExists(arn);
            }
            if (state.aliasNamesOf(key).size() >= MOST_PER_KEY) {
                throw KmsErrors.limitExceeded("A key has at most " + MOST_PER_KEY + " aliases: " + key.arn());
            }
            state.put(call.scope(), new Alias(name, arn, key.id(), state.now(), state.now()));
            state.changed();
            return name;
        });
    }

    /**
     * Lets the name stand for another key of the same kind.
     *
     * @throws io.hydrant.aws.AwsException {@code NotFoundException}, {@code ValidationException}, {@code
     *     KMSInvalidStateException}
     */
    public void update(KmsCall call, String name, String targetKeyId) {
        check(name);
        state.locked(() -> {
            Alias alias = existing(call, name);
            Key next = gate.open(call, targetKeyId, Authorizer.Use.of("UpdateAlias"));
            requireHome(call, next);
            gate.authorizeByIdentity(call, "UpdateAlias", alias.arn(), Map.of());
            state.find(call.scope(), alias.targetKeyId()).ifPresent(old -> {
                gate.authorize(call, old, Authorizer.Use.of("UpdateAlias"), grant -> false);
                if (old.usage() != next.usage()
                        || old.spec().isSymmetric() != next.spec().isSymmetric()) {
                    throw KmsErrors.validation("Alias " + alias.arn() + " cannot be changed from a CMK with key usage "
                            + old.usage() + " to a CMK with key usage " + next.usage()
                            + ". The key usage must be the same.");
                }
            });
            state.put(call.scope(), new Alias(name, alias.arn(), next.id(), alias.creationDate(), state.now()));
            state.changed();
            return name;
        });
    }

    /**
     * Forgets the name; the key stays.
     *
     * @throws io.hydrant.aws.AwsException {@code NotFoundException}, {@code AccessDeniedException}
     */
    public void delete(KmsCall call, String name) {
        check(name);
        state.locked(() -> {
            Alias alias = existing(call, name);
            gate.authorizeByIdentity(call, "DeleteAlias", alias.arn(), Map.of());
            state.find(call.scope(), alias.targetKeyId())
                    .ifPresent(key -> gate.authorize(call, key, Authorizer.Use.of("DeleteAlias"), grant -> false));
            state.removeAlias(call.scope(), name);
            state.changed();
            return name;
        });
    }

    /**
     * All names in the caller's account and Region in alphabetical order, predefined ones included; or those of one key.
     *
     * @throws io.hydrant.aws.AwsException {@code NotFoundException}
     */
    public List<Entry> list(KmsCall call, Optional<String> keyId) {
        return state.locked(() -> {
            gate.authorizeByIdentity(call, "ListAliases", "*", Map.of());
            Optional<String> wanted =
                    keyId.map(each -> state.resolve(call.scope(), each, false).id());
            Stream<Entry> used = state.aliasesIn(call.scope()).values().stream()
                    .filter(alias -> wanted.map(alias.targetKeyId()::equals).orElse(true))
                    .map(alias -> new Entry(alias.name(), alias.arn(), Optional.of(alias)));
            Stream<Entry> unused = wanted.isPresent()
                    ? Stream.of()
                    : managed.unused(call.scope()).stream()
                            .map(name -> new Entry(
                                    name, call.scope().arn("kms", name).toString(), Optional.empty()));
            return Stream.concat(used, unused)
                    .sorted(Comparator.comparing(Entry::name))
                    .toList();
        });
    }

    private Alias existing(KmsCall call, String name) {
        Alias alias = state.aliasesIn(call.scope()).get(name);
        if (alias == null) {
            throw KmsErrors.aliasNotFound(call.scope().arn("kms", name).toString());
        }
        return alias;
    }

    private static void requireHome(KmsCall call, Key key) {
        if (!key.scope().equals(call.scope())) {
            throw KmsErrors.keyNotFound(key.arn());
        }
    }

    private static void check(String name) {
        if (!name.startsWith("alias/")) {
            throw KmsErrors.validation("Alias must start with the prefix \"alias/\". Please see"
                    + " https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");
        }
        if (name.startsWith("alias/aws/")) {
            throw KmsErrors.reservedAlias();
        }
        if (!name.matches("alias/[a-zA-Z0-9/_-]+")) {
            throw KmsErrors.invalidAliasName();
        }
    }
}
