package io.hydrant.service.kms.remote;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Scope;
import io.hydrant.service.kms.DataKey;
import io.hydrant.service.kms.GrantRef;
import io.hydrant.service.kms.KeyArn;
import io.hydrant.service.kms.KeyService;
import io.hydrant.service.kms.KmsActor;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSupplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DryRunOperationException;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.InvalidGrantIdException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/**
 * Another KMS, called with the SDK's client. A client is built on the first call for its account and Region. AWS itself is
 * called with the credentials of the environment; any other endpoint with the account id as access key id, which emulators
 * take for the account; then no profile is read. Thread-safe.
 */
public final class RemoteKeyService implements KeyService, AutoCloseable {
    private static final Duration CONNECT_TIME = Duration.ofSeconds(2);
    private static final Duration READ_TIME = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 2;
    private static final ProfileFileSupplier NO_PROFILES =
            ProfileFileSupplier.fixedProfileFile(ProfileFile.aggregator().build());
    private static final List<GrantOperation> OPERATIONS = List.of(
            GrantOperation.ENCRYPT,
            GrantOperation.DECRYPT,
            GrantOperation.GENERATE_DATA_KEY,
            GrantOperation.DESCRIBE_KEY,
            GrantOperation.RETIRE_GRANT);

    private final URI endpoint;
    private final Duration readTime;
    private final boolean aws;
    private final Map<Scope, KmsClient> clients = new ConcurrentHashMap<>();

    /** Nothing is connected until the first call. */
    public RemoteKeyService(URI endpoint) {
        this(endpoint, READ_TIME);
    }

    RemoteKeyService(URI endpoint, Duration readTime) {
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
        this.readTime = readTime;
        String host = String.valueOf(endpoint.getHost()).toLowerCase(Locale.ROOT);
        this.aws = isAws(host);
    }

    /** Whether {@code host}, in lower case, is AWS's own. */
    static boolean isAws(String host) {
        return host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn");
    }

    /**
     * {@inheritDoc}
     *
     * <p>The grantee is the root user of the key's account: a customer's call cannot name a service principal.
     */
    @Override
    public GrantRef createGrant(KmsActor actor, KeyArn key, Map<String, String> context, String name) {
        Scope owner = key.scope();
        String root = "arn:" + owner.region().partition() + ":iam::" + owner.account() + ":root";
        GrantConstraints constraints =
                GrantConstraints.builder().encryptionContextSubset(context).build();
        CreateGrantResponse grant = call(() -> client(actor, key).createGrant(r -> {
            r.keyId(key.value())
                    .granteePrincipal(root)
                    .retiringPrincipal(root)
                    .operations(OPERATIONS)
                    .name(name);
            if (!context.isEmpty()) {
                r.constraints(constraints);
            }
        }));
        return new GrantRef(key, grant.grantId(), Optional.ofNullable(grant.grantToken()));
    }

    @Override
    public void checkRetire(KmsActor actor, GrantRef grant) {
        retire(actor, grant, true);
    }

    @Override
    public void retireGrant(KmsActor actor, GrantRef grant) {
        retire(actor, grant, false);
    }

    private void retire(KmsActor actor, GrantRef grant, boolean dryRun) {
        call(() -> {
            try {
                return client(new Scope(grant.key().scope().account(), actor.region()))
                        .retireGrant(r -> {
                            r.keyId(grant.key().value()).grantId(grant.grantId());
                            if (dryRun) {
                                r.dryRun(true);
                            }
                        });
            } catch (DryRunOperationException | NotFoundException | InvalidGrantIdException e) {
                return "retired, or could be";
            }
        });
    }

    @Override
    public DataKey generateDataKey(KmsActor actor, KeyArn key, Map<String, String> context) {
        GenerateDataKeyResponse made = call(() -> client(actor, key).generateDataKey(r -> r.keyId(key.value())
                .keySpec(DataKeySpec.AES_256)
                .encryptionContext(context)
                .grantTokens(tokens(actor))));
        return new DataKey(
                made.plaintext().asByteArrayUnsafe(), made.ciphertextBlob().asByteArray());
    }

    @Override
    public byte[] encrypt(KmsActor actor, KeyArn key, byte[] plaintext, Map<String, String> context) {
        return call(() -> client(actor, key).encrypt(r -> r.keyId(key.value())
                        .plaintext(SdkBytes.fromByteArray(plaintext))
                        .encryptionContext(context)
                        .grantTokens(tokens(actor))))
                .ciphertextBlob()
                .asByteArray();
    }

    @Override
    public byte[] decrypt(KmsActor actor, KeyArn key, byte[] ciphertextBlob, Map<String, String> context) {
        return call(() -> client(actor, key).decrypt(r -> r.keyId(key.value())
                        .ciphertextBlob(SdkBytes.fromByteArray(ciphertextBlob))
                        .encryptionContext(context)
                        .grantTokens(tokens(actor))))
                .plaintext()
                .asByteArrayUnsafe();
    }

    /** @throws UnsupportedOperationException always: no KMS tells what somebody else may do */
    @Override
    public boolean allows(KmsActor actor, KeyArn key, String action, Map<String, String> context) {
        throw new UnsupportedOperationException("Another KMS cannot be asked for a caller's permissions");
    }

    @Override
    public long epoch(KeyArn key) {
        return 0;
    }

    @Override
    public void close() {
        clients.values().forEach(KmsClient::close);
        clients.clear();
    }

    private static List<String> tokens(KmsActor actor) {
        return actor.grantInUse().flatMap(GrantRef::grantToken).stream().toList();
    }

    private KmsClient client(KmsActor actor, KeyArn key) {
        AccountId account = actor instanceof KmsActor.OnBehalfOf caller
                ? caller.caller().account()
                : key.scope().account();
        return client(new Scope(account, actor.region()));
    }

    private KmsClient client(Scope scope) {
        return clients.computeIfAbsent(scope, this::build);
    }

    private KmsClient build(Scope scope) {
        AwsCredentialsProvider credentials = aws
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(scope.account().value(), "hydrant"));
        return KmsClient.builder()
                .defaultsMode(DefaultsMode.LEGACY) // "auto" of the environment would ask the machine where it is
                .endpointOverride(endpoint)
                .region(Region.of(scope.region().value()))
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_TIME)
                        .socketTimeout(readTime))
                .overrideConfiguration(o -> o.retryStrategy(retries -> retries.maxAttempts(ATTEMPTS))
                        .defaultProfileFileSupplier(aws ? ProfileFileSupplier.defaultSupplier() : NO_PROFILES))
                .build();
    }

    private static <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw Failures.of(e);
        }
    }
}
