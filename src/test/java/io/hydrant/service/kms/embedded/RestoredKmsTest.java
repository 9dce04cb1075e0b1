package io.hydrant.service.kms.embedded;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.Region;
import io.hydrant.service.kms.embedded.administration.KeyImports;
import io.hydrant.service.kms.embedded.administration.Keys;
import io.hydrant.service.kms.embedded.administration.MultiRegionKeys;
import io.hydrant.service.kms.embedded.key.Grant;
import io.hydrant.service.kms.embedded.key.KeyDescription;
import io.hydrant.service.kms.embedded.key.KeySpec;
import io.hydrant.service.kms.embedded.key.KeyState;
import io.hydrant.service.kms.embedded.key.KeyUsage;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.Tag;
import io.hydrant.service.kms.embedded.use.Signing;
import io.hydrant.store.Timers;
import io.hydrant.support.KnownPrimes;
import io.hydrant.time.Pending;
import io.hydrant.time.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** All that the embedded KMS knows is in the store: another KMS on the same store goes on as if nothing had happened. */
@ExtendWith(KnownPrimes.class)
class RestoredKmsTest {
    private static final String SYMMETRIC = "SYMMETRIC_DEFAULT";
    private static final Region OTHER = new Region("eu-west-1");
    private static final byte[] SECRET = "a secret of 32 bytes, no fewer!!".getBytes(StandardCharsets.UTF_8);

    private final KmsFixture given = new KmsFixture();
    private final KmsCall root = given.root;
    private final KmsCall there = root.in(OTHER);
    private EmbeddedKms kms = given.kms;

    /** Another KMS on the store; the clock and its tasks are new as well. */
    private EmbeddedKms restored(VirtualTime clock) {
        Timers timers = new Timers(given.timers.store(), clock);
        EmbeddedKms next = new EmbeddedKms(clock, timers, caller -> List.of());
        next.restore();
        timers.resume();
        return next;
    }

    private void restart() {
        given.time.cancelAll(what -> true);
        kms = restored(given.time);
    }

    private byte[] encrypted(String keyId) {
        return kms.cryptography()
                .encrypt(root, keyId, SECRET, Map.of(), SYMMETRIC)
                .bytes();
    }

    private byte[] decrypted(byte[] blob) {
        return kms.cryptography()
                .decrypt(root, Optional.empty(), blob, Map.of(), SYMMETRIC)
                .bytes();
    }

    private static Grant.Terms terms(String name) {
        return new Grant.Terms(
                KmsFixture.user("ann").arn(),
                Optional.empty(),
                List.of("Decrypt"),
                Optional.of(Map.of("a", "b")),
                Optional.empty(),
                Optional.of(name));
    }

    /** All that callers can find out, one line each. */
    private static List<String> picture(EmbeddedKms kms, KmsCall root) {
        List<String> lines = new ArrayList<>();
        for (KmsCall call : List.of(root, root.in(OTHER))) {
            lines.add(kms.aliases().list(call, Optional.empty()).toString());
            for (KeyDescription key : kms.keys().list(call)) {
                lines.add(key.toString());
                lines.add(answer(() -> kms.grants().list(call, key.keyId(), Optional.empty(), Optional.empty())));
                lines.add(answer(() -> kms.tags().list(call, key.keyId())));
                lines.add(answer(() -> kms.policies().get(call, key.keyId(), "default")));
                lines.add(answer(() -> kms.rotation().status(call, key.keyId())));
                lines.add(answer(() -> kms.rotation().list(call, key.keyId(), true)));
            }
        }
        return lines;
    }

    private static String answer(Supplier<Object> question) {
        try {
            return String.valueOf(question.get());
        } catch (AwsException e) {
            return e.error().toString();
        }
    }

    @Test
    void aKeyDecryptsWhatItHasEncryptedUnderAnyOfItsMaterials() {
        String key = given.key().keyId();
        byte[] old = encrypted(key);
        kms.rotation().rotateNow(root, key);
        byte[] young = encrypted(key);

        restart();

        assertThat(decrypted(old)).isEqualTo(SECRET);
        assertThat(decrypted(young)).isEqualTo(SECRET);
        assertThat(decrypted(encrypted(key))).isEqualTo(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ECC_NIST_P256", "ECC_SECG_P256K1", "ECC_NIST_EDWARDS25519", "RSA_2048"})
    void aPairThatHasSignedIsTheSameAfterwards(String name) {
        KeySpec spec = KeySpec.named(name).orElseThrow();
        String algorithm = spec.algorithms(KeyUsage.SIGN_VERIFY).get(0);
        String key = kms.keys()
                .create(root, Keys.NewKey.of(spec, KeyUsage.SIGN_VERIFY))
                .keyId();
        Signing.Message message = new Signing.Message(SECRET, "RAW");
        byte[] signature = kms.signing().sign(root, key, message, algorithm).signature();

        restart();

        assertThat(kms.signing().verify(root, key, message, algorithm, signature))
                .endsWith(key);
        byte[] again = kms.signing().sign(root, key, message, algorithm).signature();
        assertThat(given.kms.signing().verify(root, key, message, algorithm, again))
                .endsWith(key);
    }

    @Test
    void anHmacIsTheSameAfterwards() {
        String key = kms.keys()
                .create(root, Keys.NewKey.of(KeySpec.HMAC_384, KeyUsage.GENERATE_VERIFY_MAC))
                .keyId();
        byte[] mac = kms.macs().generate(root, key, SECRET, "HMAC_SHA_384").mac();
        restart();
        assertThat(kms.macs().generate(root, key, SECRET, "HMAC_SHA_384").mac()).isEqualTo(mac);
    }

    @Test
    void aKeyThatIsToGoGoesWhenItIsDue() {
        String gone = given.key().keyId();
        String kept = given.key().keyId();
        kms.keys().scheduleDeletion(root, gone, 7);
        kms.keys().scheduleDeletion(root, kept, 7);
        kms.keys().cancelDeletion(root, kept);

        restart();
        given.time.advance(Duration.ofDays(8));

        assertThat(kms.keys().list(root)).extracting(KeyDescription::keyId).containsExactly(kept);
        restart();
        assertThat(kms.keys().list(root)).extracting(KeyDescription::keyId).containsExactly(kept);
        assertThat(given.time.pending()).isEmpty();
    }

    @Test
    void aScheduledRotationGoesOn() {
        String key = given.key().keyId();
        kms.rotation().enable(root, key, 90);
        restart();
        given.time.advance(Duration.ofDays(91));
        restart();
        given.time.advance(Duration.ofDays(90));
        assertThat(kms.rotation().list(root, key, false)).hasSize(2);
        assertThat(given.time.pending()).extracting(Pending::what).containsExactly("rotate key " + key);
    }

    @Test
    void replicasShareTheirMaterialAlsoAfterThePrimaryHasGone() {
        KeyDescription primary = kms.keys()
                .create(
                        root,
                        new Keys.NewKey(
                                Optional.empty(),
                                "",
                                Optional.empty(),
                                KeySpec.SYMMETRIC_DEFAULT,
                                "AWS_KMS",
                                false,
                                List.of(),
                                true));
        kms.multiRegion()
                .replicate(
                        root,
                        primary.keyId(),
                        new MultiRegionKeys.NewReplica(OTHER, Optional.empty(), "", false, List.of()));
        byte[] blob = encrypted(primary.keyId());
        restart();
        kms.multiRegion().updatePrimaryRegion(root, primary.keyId(), OTHER);
        restart();
        kms.rotation().rotateNow(there, primary.keyId());
        assertThat(decrypted(encrypted(primary.keyId()))).isEqualTo(SECRET);

        kms.keys().scheduleDeletion(root, primary.keyId(), 7);
        restart();
        given.time.advance(Duration.ofDays(8));
        restart();

        assertThat(kms.keys().list(root)).isEmpty();
        assertThat(kms.cryptography()
                        .decrypt(there, Optional.of(primary.keyId()), blob, Map.of(), SYMMETRIC)
                        .bytes())
                .isEqualTo(SECRET);
    }

    @Test
    void importedMaterialAndATokenOutliveAStart() throws GeneralSecurityException {
        String key = kms.keys()
                .create(root, Keys.NewKey.symmetric().withOrigin("EXTERNAL"))
                .keyId();
        KeyImports.Parameters parameters = kms.imports().parameters(root, key, "RSAES_OAEP_SHA_256", "RSA_2048");
        restart();

        PublicKey wrapping =
                KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(parameters.publicKey()));
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                wrapping,
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        kms.imports()
                .importMaterial(
                        root,
                        key,
                        new KeyImports.Material(
                                parameters.token(),
                                cipher.doFinal(SECRET),
                                "KEY_MATERIAL_EXPIRES",
                                Optional.of(given.time.instant().plus(Duration.ofDays(3))),
                                Optional.empty(),
                                Optional.of("mine"),
                                Optional.empty()));
        byte[] blob = encrypted(key);
        restart();
        assertThat(decrypted(blob)).isEqualTo(SECRET);

        given.time.advance(Duration.ofDays(4));
        restart();
        assertThat(kms.keys().describe(root, key).state()).isEqualTo(KeyState.PENDING_IMPORT);
    }

    @Test
    void aResetLeavesNothingInTheStore() {
        String key = given.key().keyId();
        kms.aliases().create(root, "alias/one", key);
        kms.grants().create(root, key, terms("one"));
        kms.keys().scheduleDeletion(root, key, 7);
        kms.reset(scope -> true);
        restart();
        assertThat(picture(kms, root)).isEqualTo(picture(new KmsFixture().kms, root));
        assertThat(given.time.pending()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void afterAnyCallsAnotherKmsOnTheStoreShowsTheSame(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < 150; step++) {
            String done = step(random);
            assertThat(picture(restored(new VirtualTime(given.time.instant())), root))
                    .as("seed %d, step %d: %s", seed, step, done)
                    .isEqualTo(picture(kms, root));
            if (random.nextInt(20) == 0) {
                restart();
            }
        }
    }

    /** One call, which may be refused. */
    private String step(Random random) {
        KmsCall call = random.nextBoolean() ? root : there;
        List<String> ids = Stream.concat(
                        Stream.of("none"), kms.keys().list(call).stream().map(KeyDescription::keyId))
                .toList();
        String id = ids.get(random.nextInt(ids.size()));
        String name = "n" + random.nextInt(4);
        int what = random.nextInt(20);
        try {
            switch (what) {
                case 0, 1 ->
                    kms.keys()
                            .create(
                                    call,
                                    new Keys.NewKey(
                                            Optional.empty(),
                                            name,
                                            Optional.empty(),
                                            KeySpec.SYMMETRIC_DEFAULT,
                                            random.nextInt(4) == 0 ? "EXTERNAL" : "AWS_KMS",
                                            false,
                                            List.of(new Tag(name, "v")),
                                            random.nextBoolean()));
                case 2 -> kms.keys().create(call, Keys.NewKey.of(KeySpec.ECC_NIST_P256, KeyUsage.SIGN_VERIFY));
                case 3 ->
                    kms.multiRegion()
                            .replicate(
                                    call,
                                    id,
                                    new MultiRegionKeys.NewReplica(
                                            call.equals(root) ? OTHER : KmsFixture.REGION,
                                            Optional.empty(),
                                            name,
                                            false,
                                            List.of()));
                case 4 ->
                    kms.multiRegion().updatePrimaryRegion(call, id, call.equals(root) ? OTHER : KmsFixture.REGION);
                case 5 -> kms.tags().tag(call, id, List.of(new Tag(name, id)));
                case 6 -> kms.tags().untag(call, id, List.of(name));
                case 7 -> kms.keys().enable(call, id);
                case 8 -> kms.keys().disable(call, id);
                case 9 -> kms.keys().scheduleDeletion(call, id, 7 + random.nextInt(20));
                case 10 -> kms.keys().cancelDeletion(call, id);
                case 11 -> kms.keys().updateDescription(call, id, name);
                case 12 -> kms.aliases().create(call, "alias/" + name, id);
                case 13 -> kms.aliases().update(call, "alias/" + name, id);
                case 14 -> kms.aliases().delete(call, "alias/" + name);
                case 15 -> kms.grants().create(call, id, terms(name));
                case 16 ->
                    kms.grants()
                            .revoke(
                                    call,
                                    id,
                                    kms.grants().list(call, id, Optional.empty(), Optional.empty()).stream()
                                            .map(Grant::grantId)
                                            .findFirst()
                                            .orElse("none"));
                case 17 -> kms.rotation().enable(call, id, 90 + random.nextInt(90));
                case 18 -> kms.rotation().rotateNow(call, id);
                default -> given.time.advance(Duration.ofDays(random.nextInt(30)));
            }
            return what + " of " + id;
        } catch (AwsException e) {
            return what + " of " + id + ": " + e.error();
        }
    }
}
