package io.hydrant.it;

import io.hydrant.Hydrant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.firehose.model.InvalidKmsResourceException;
import software.amazon.awssdk.services.firehose.model.LimitExceededException;

import static io.hydrant.it.Workbench.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionStatus.DISABLED;
import static software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionStatus.DISABLING;
import static software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionStatus.ENABLED;
import static software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionStatus.ENABLING;

/** What a newcomer does with an encrypted delivery stream, from its first key to the day after. */
class StoryIT {
    private static final String STREAM = "story";

    @Test
    void aStreamIsEncryptedChangesItsKeyLosesItStopsAndMeetsTheLimit() {
        try (Hydrant hydrant = Hydrant.start();
                ClientsOf clients = ClientsOf.defaults(hydrant)) {
            hydrant.control().freeze(true);
            Workbench bench = new Workbench(hydrant, clients);

            String first = bench.key();
            bench.stream(STREAM);
            assertThat(bench.put(STREAM)).isFalse();

            bench.start(STREAM, first);
            assertThat(bench.status(STREAM)).isEqualTo(ENABLING);
            assertThat(bench.put(STREAM)).isFalse();
            bench.settle();
            assertThat(bench.status(STREAM)).isEqualTo(ENABLED);
            assertThat(bench.encryption(STREAM).keyARN()).isEqualTo(first);
            assertThat(bench.grants(first)).hasSize(1);
            assertThat(bench.put(STREAM)).isTrue();
            assertThat(bench.putBatch(STREAM)).isTrue();

            String second = bench.key();
            bench.start(STREAM, second);
            assertThat(bench.put(STREAM)).isTrue();
            bench.settle();
            assertThat(bench.encryption(STREAM).keyARN()).isEqualTo(second);
            assertThat(bench.put(STREAM)).isTrue();
            assertThat(bench.grants(first)).hasSize(1);
            assertThat(bench.grants(second)).hasSize(1);
            bench.advance(Workbench.RETENTION);
            assertThat(bench.inside(STREAM).at("/buffer/records").asInt()).isZero();
            assertThat(bench.grants(first)).isEmpty();
            assertThat(bench.grants(second)).hasSize(1);

            keyIsBrokenAndMended(clients, bench, second);

            bench.stop(STREAM);
            assertThat(bench.status(STREAM)).isEqualTo(DISABLING);
            bench.settle();
            assertThat(bench.status(STREAM)).isEqualTo(DISABLED);
            assertThat(bench.put(STREAM)).isFalse();

            int calls = 2;
            while (bench.inside(STREAM).at("/encryption/callsLeft").asInt() > 0) {
                bench.start(STREAM);
                bench.settle();
                calls++;
            }
            assertThat(calls).isEqualTo(25);
            refusal(LimitExceededException.class, () -> bench.start(STREAM));
            refusal(LimitExceededException.class, () -> bench.stop(STREAM));

            bench.advance(Workbench.RETENTION);
            bench.stop(STREAM);
            bench.settle();
            assertThat(bench.status(STREAM)).isEqualTo(DISABLED);
            assertThat(bench.grants(second)).isEmpty();
        }
    }

    /** Disables the key, denies it, and revokes its grant; one Start call heals the last. */
    private static void keyIsBrokenAndMended(ClientsOf clients, Workbench bench, String key) {
        clients.kms.disableKey(r -> r.keyId(key));
        putIsRefused(bench, "KMSDisabledException");
        clients.kms.enableKey(r -> r.keyId(key));
        assertThat(bench.put(STREAM)).isTrue();

        bench.denyFirehose(key, "kms:*");
        putIsRefused(bench, "KMSAccessDeniedException");
        bench.defaultPolicy(key);
        assertThat(bench.put(STREAM)).isTrue();

        String grant = bench.grants(key).get(0).grantId();
        clients.kms.revokeGrant(r -> r.keyId(key).grantId(grant));
        putIsRefused(bench, "KMSAccessDeniedException");
        bench.enable(STREAM, key);
        assertThat(bench.put(STREAM)).isTrue();
        assertThat(bench.grants(key)).singleElement().satisfies(g -> assertThat(g.grantId())
                .isNotEqualTo(grant));
    }

    private static void putIsRefused(Workbench bench, String code) {
        assertThat(refusal(InvalidKmsResourceException.class, () -> bench.put(STREAM))
                        .code())
                .isEqualTo(code);
        assertThat(bench.status(STREAM)).isEqualTo(ENABLED);
    }
}
