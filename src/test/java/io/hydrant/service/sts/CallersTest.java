package io.hydrant.service.sts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;
import io.hydrant.aws.Signature;
import io.hydrant.store.LazyWriter;
import io.hydrant.store.StateStore;
import io.hydrant.store.memory.MemoryStateStore;
import io.hydrant.time.VirtualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CallersTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final String ANN = "arn:aws:iam::111122223333:user/dev/ann";
    private static final String ROLE = "arn:aws:iam::111122223333:role/service/producer";
    private static final String DENY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"kms:*\",\"Resource\":\"*\"}]}";

    private final VirtualTime time = new VirtualTime(START);
    private final Callers callers = new Callers(new AccountId("000000000000"), time, new MemoryStateStore());

    @Test
    void takesWhoeverDoesNotSayForTheRootOfTheDefaultAccount() {
        assertThat(callers.identify(Optional.empty()).arn()).isEqualTo("arn:aws:iam::000000000000:root");
        assertThat(callers.identify(signed("test")).arn()).isEqualTo("arn:aws:iam::000000000000:root");
    }

    @Test
    void takesTwelveDigitsForTheRootOfThatAccount() {
        Caller caller = callers.identify(signed("123456789012"));

        assertThat(caller).isEqualTo(Caller.root(new AccountId("123456789012")));
        assertThat(callers.identify(signed("123456789012"))).isSameAs(caller);
    }

    @Test
    void knowsRegisteredKeysAndTheirPolicies() {
        callers.register("AKIAANN", ANN, List.of(DENY));
        callers.register("AKIAROLE", ROLE, List.of());

        Caller ann = callers.identify(signed("AKIAANN"));
        Caller role = callers.identify(signed("AKIAROLE"));

        assertThat(ann).isEqualTo(new Caller(ANN, new AccountId("111122223333"), Optional.empty(), Optional.empty()));
        assertThat(callers.of(ann)).hasSize(1);
        assertThat(role.arn()).isEqualTo("arn:aws:sts::111122223333:assumed-role/producer/AKIAROLE");
        assertThat(role.roleArn()).contains(ROLE);
        assertThat(callers.of(role)).isEmpty();
    }

    @Test
    void takesAnUnregisteredCallerForAnAdministrator() {
        Caller stranger = Principals.caller(ANN, "x");

        assertThat(callers.of(stranger)).hasSize(1);
    }

    @Test
    void refusesToRegisterWhatIsNoPrincipal() {
        for (String arn : List.of("ann", "arn:aws:iam::1:user/ann", "arn:aws:iam::111122223333:group/g", ROLE + "/")) {
            assertThatThrownBy(() -> callers.register("AKIA", arn, List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void readsIdentityAndAgeFromItsOwnTokens() {
        Caller role = Principals.assumed(ROLE, "night").orElseThrow();
        Callers.IssuedCredentials issued = callers.issue(role, Duration.ofHours(12));
        time.advance(Duration.ofHours(7));
        callers.reset();

        Caller caller = callers.identify(signed(issued.accessKeyId(), issued.sessionToken()));

        assertThat(caller.arn()).isEqualTo("arn:aws:sts::111122223333:assumed-role/producer/night");
        assertThat(caller.roleArn()).contains(ROLE);
        assertThat(caller.credentialsIssuedAt()).contains(START);
        assertThat(issued.toString()).doesNotContain(issued.secretAccessKey(), issued.sessionToken());
    }

    @Test
    void keepsTheSessionPolicyInTheToken() {
        Caller role = Principals.assumed(ROLE, "night").orElseThrow();
        Caller narrowed =
                new Caller(role.arn(), role.account(), role.roleArn(), Optional.empty(), Optional.of("{\n\"a\": 1}\n"));
        Callers.IssuedCredentials issued = callers.issue(narrowed, Duration.ofHours(1));
        callers.reset();

        assertThat(callers.identify(signed(issued.accessKeyId(), issued.sessionToken()))
                        .sessionPolicy())
                .contains("{\n\"a\": 1}\n");
    }

    @Test
    void refusesATokenThatIsOver() {
        Callers.IssuedCredentials issued =
                callers.issue(Principals.assumed(ROLE, "night").orElseThrow(), Duration.ofHours(1));
        Optional<Signature> signature = signed(issued.accessKeyId(), issued.sessionToken());
        time.advance(Duration.ofHours(1).minusMillis(1));
        assertThat(callers.identify(signature).roleArn()).contains(ROLE);
        time.advance(Duration.ofMillis(1));

        assertThatThrownBy(() -> callers.identify(signature))
                .isInstanceOf(AwsException.class)
                .hasMessage("ExpiredTokenException: The security token included in the request is expired");
    }

    @Test
    void countsTheAgeOfAForeignTokenFromWhenItWasFirstSeen() {
        time.advance(Duration.ofHours(1));
        Instant seen = time.instant();
        Caller first = callers.identify(signed("123456789012", "foreign"));
        time.advance(Duration.ofHours(7));

        assertThat(first.credentialsIssuedAt()).contains(seen);
        assertThat(first.account()).isEqualTo(new AccountId("123456789012"));
        assertThat(callers.identify(signed("123456789012", "foreign"))).isSameAs(first);
        assertThat(callers.identify(signed("210987654321", "foreign")).account())
                .isEqualTo(new AccountId("210987654321"));

        callers.reset();

        assertThat(callers.identify(signed("123456789012", "foreign")).credentialsIssuedAt())
                .contains(time.instant());
    }

    @Test
    void knowsAfterAStartWhenAForeignTokenWasFirstSeen() {
        StateStore store = new MemoryStateStore();
        Instant seen = time.instant();
        try (LazyWriter later = new LazyWriter(store)) {
            Callers before = new Callers(new AccountId("000000000000"), time, store);
            before.keep(later);
            assertThat(before.identify(signed("123456789012", "foreign")).credentialsIssuedAt())
                    .contains(seen);
        }
        time.advance(Duration.ofHours(7));

        try (LazyWriter later = new LazyWriter(store)) {
            Callers after = new Callers(new AccountId("000000000000"), time, store);
            after.keep(later);
            assertThat(after.identify(signed("123456789012", "foreign")).credentialsIssuedAt())
                    .contains(seen);
            assertThat(after.identify(signed("123456789012", "other")).credentialsIssuedAt())
                    .contains(time.instant());
            after.reset();
        }
        try (LazyWriter later = new LazyWriter(store)) {
            Callers last = new Callers(new AccountId("000000000000"), time, store);
            last.keep(later);
            time.advance(Duration.ofHours(1));
            assertThat(last.identify(signed("123456789012", "foreign")).credentialsIssuedAt())
                    .contains(time.instant());
        }
    }

    @Test
    void treatsAForgedTokenAsForeign() {
        Callers.IssuedCredentials issued =
                callers.issue(Principals.assumed(ROLE, "night").orElseThrow(), Duration.ofHours(1));
        String token = issued.sessionToken();
        String forged = (token.charAt(0) == 'A' ? 'B' : 'A') + token.substring(1);

        assertThat(callers.identify(signed("test", forged)).arn()).isEqualTo("arn:aws:iam::000000000000:root");
        assertThat(new Callers(new AccountId("000000000000"), time, new MemoryStateStore())
                        .identify(signed("test", token))
                        .roleArn())
                .isEmpty();
    }

    @Test
    void forgetsTheEldestForeignTokensBeyondItsBound() {
        Caller first = callers.identify(signed("test", "eldest"));
        for (int i = 0; i < 5_000; i++) {
            assertThat(callers.identify(signed("test", "token" + i)).credentialsIssuedAt())
                    .contains(START);
        }

        assertThat(callers.identify(signed("test", "eldest"))).isNotSameAs(first);
    }

    private static Optional<Signature> signed(String accessKeyId) {
        return Optional.of(
                new Signature(accessKeyId, Optional.of(new Region("us-east-1")), "firehose", Optional.empty()));
    }

    private static Optional<Signature> signed(String accessKeyId, String token) {
        return Optional.of(
                new Signature(accessKeyId, Optional.of(new Region("us-east-1")), "firehose", Optional.of(token)));
    }
}
