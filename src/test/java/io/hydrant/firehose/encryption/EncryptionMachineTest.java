package io.hydrant.firehose.encryption;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.hydrant.firehose.encryption.EncryptionEvent.KeyReady;
import io.hydrant.firehose.encryption.EncryptionEvent.KeyRefused;
import io.hydrant.firehose.encryption.EncryptionEvent.KeyReleased;
import io.hydrant.firehose.encryption.EncryptionEvent.LagPassed;
import io.hydrant.firehose.encryption.EncryptionEvent.ReleaseRefused;
import io.hydrant.firehose.encryption.EncryptionEvent.StartRequested;
import io.hydrant.firehose.encryption.EncryptionEvent.StopRequested;
import io.hydrant.firehose.encryption.EncryptionState.Succession;
import io.hydrant.service.kms.GrantRef;
import io.hydrant.service.kms.KeyArn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The specification of the machine. A state is written {@code STATUS key in use>key that follows}: {@code A} and {@code B} are
 * customer managed keys, {@code -} is none, {@code >} is a lag that runs.
 */
class EncryptionMachineTest {
    private static final KeyChoice A = choice("aaaaaaaa");
    private static final KeyChoice B = choice("bbbbbbbb");
    private static final FailureDescription WHY =
            new FailureDescription(FailureDescription.Type.DISABLED_KMS_KEY, "disabled");

    /** Every status, with and without a key, and a running lag: name to state. The current attempt is 7. */
    private static final Map<String, EncryptionState> GIVEN = Map.ofEntries(
            given("DISABLED -", EncryptionStatus.DISABLED, Optional.empty(), Optional.empty()),
            given("DISABLED A>-", EncryptionStatus.DISABLED, inUse(A), follows(Optional.empty())),
            given("ENABLING -", EncryptionStatus.ENABLING, Optional.empty(), Optional.empty()),
            given("ENABLING A", EncryptionStatus.ENABLING, inUse(A), Optional.empty()),
            given("ENABLED A", EncryptionStatus.ENABLED, inUse(A), Optional.empty()),
            given("ENABLED ->B", EncryptionStatus.ENABLED, Optional.empty(), follows(current(B))),
            given("ENABLED A>B", EncryptionStatus.ENABLED, inUse(A), follows(current(B))),
            given("ENABLING_FAILED -", EncryptionStatus.ENABLING_FAILED, Optional.empty(), Optional.empty()),
            given("ENABLING_FAILED A", EncryptionStatus.ENABLING_FAILED, inUse(A), Optional.empty()),
            given("DISABLING -", EncryptionStatus.DISABLING, Optional.empty(), Optional.empty()),
            given("DISABLING A", EncryptionStatus.DISABLING, inUse(A), Optional.empty()),
            given("DISABLING_FAILED A", EncryptionStatus.DISABLING_FAILED, inUse(A), Optional.empty()));

    private static final Map<String, EncryptionEvent> EVENTS = Map.of(
            "Start B", new StartRequested(B),
            "Stop", new StopRequested(),
            "KeyReady", new KeyReady(current(B).orElseThrow()),
            "stale KeyReady", new KeyReady(new KeyInUse(3, B, grant(B))),
            "KeyRefused", new KeyRefused(7, WHY, current(B)),
            "stale KeyRefused", new KeyRefused(3, WHY, Optional.empty()),
            "KeyReleased", new KeyReleased(7),
            "ReleaseRefused", new ReleaseRefused(7, WHY),
            "LagPassed", new LagPassed(7),
            "stale LagPassed", new LagPassed(3));

    /** GIVEN | EVENT | THEN | EFFECTS | SOURCE; a pair without a row changes nothing and has no effect. */
    private static final String TABLE =
            """
            DISABLED -          | Start B          | ENABLING -         | PrepareKey B                | R4
            DISABLED A>-        | Start B          | ENABLING -         | Retire A, PrepareKey B      | R4; the lag ends at once: ours
            ENABLED A           | Start B          | ENABLING A         | PrepareKey B                | R14, R20
            ENABLED ->B         | Start B          | ENABLING B         | PrepareKey B                | the lag ends at once: ours
            ENABLED A>B         | Start B          | ENABLING B         | Retire A, PrepareKey B      | the lag ends at once: ours
            ENABLING_FAILED -   | Start B          | ENABLING -         | PrepareKey B                | R21
            ENABLING_FAILED A   | Start B          | ENABLING A         | PrepareKey B                | R21
            DISABLING_FAILED A  | Start B          | ENABLING A         | PrepareKey B                | guess, facts 3.3
            ENABLING -          | Start B          | refused            |                             | guess, Q4
            ENABLING A          | Start B          | refused            |                             | guess, Q4
            DISABLING -         | Start B          | refused            |                             | guess, Q4
            DISABLING A         | Start B          | refused            |                             | guess, Q4
            ENABLING -          | Stop             | refused            |                             | guess, Q4
            ENABLING A          | Stop             | refused            |                             | guess, Q4
            DISABLING -         | Stop             | refused            |                             | guess, Q4
            DISABLING A         | Stop             | refused            |                             | guess, Q4
            ENABLED A           | Stop             | DISABLING A        | ReleaseKey A                | facts 3.8
            ENABLED ->B         | Stop             | DISABLING B        | ReleaseKey B                | the lag ends at once: ours
            ENABLED A>B         | Stop             | DISABLING B        | Retire A, ReleaseKey B      | the lag ends at once: ours
            ENABLING_FAILED -   | Stop             | DISABLING -        | ReleaseKey -                | guess, facts 3.3
            ENABLING_FAILED A   | Stop             | DISABLING A        | ReleaseKey A                | guess, facts 3.3
            DISABLING_FAILED A  | Stop             | DISABLING A        | ReleaseKey A                | guess, facts 3.3
            ENABLING -          | KeyReady         | ENABLED ->B        | AwaitLag                    | R5, R10
            ENABLING A          | KeyReady         | ENABLED A>B        | AwaitLag                    | R5, R10, R20
            ENABLING -          | KeyRefused       | ENABLING_FAILED -  | Retire B                    | R7
            ENABLING A          | KeyRefused       | ENABLING_FAILED A  | Retire B                    | R19, R20
            DISABLING -         | KeyReleased      | DISABLED -         |                             | facts 3.8
            DISABLING A         | KeyReleased      | DISABLED A>-       | AwaitLag                    | facts 3.8
            DISABLING -         | ReleaseRefused   | DISABLING_FAILED - |                             | facts 3.3
            DISABLING A         | ReleaseRefused   | DISABLING_FAILED A |                             | Q28
            ENABLED ->B         | LagPassed        | ENABLED B          |                             | R10
            ENABLED A>B         | LagPassed        | ENABLED B          | Retire A                    | R16
            DISABLED A>-        | LagPassed        | DISABLED -         | Retire A                    | facts 3.8
            """;

    /** Answers of an earlier attempt are known by its number, so each request has the next one. */
    @Test
    void eachRequestIsTheNextAttempt() {
        EncryptionState enabled = Objects.requireNonNull(GIVEN.get("ENABLED A"));

        assertThat(EncryptionMachine.on(enabled, new StartRequested(B)))
                .isInstanceOfSatisfying(Outcome.Moved.class, moved -> {
                    assertThat(moved.next().attempt()).isEqualTo(8);
                    assertThat(moved.effects()).contains(new EncryptionEffect.PrepareKey(8, B));
                });
        assertThat(EncryptionMachine.on(enabled, new StopRequested()))
                .isInstanceOfSatisfying(
                        Outcome.Moved.class,
                        moved -> assertThat(moved.next().attempt()).isEqualTo(8));
    }

    @Test
    void aKeyOfTheServicesAccountHasNoGrantToRetire() {
        KeyInUse owned = new KeyInUse(5, KeyChoice.awsOwned(), Optional.empty());
        EncryptionState enabling = new EncryptionState(
                EncryptionStatus.ENABLING, 7, Optional.of(A), Optional.of(owned), Optional.empty(), Optional.empty());

        assertThat(EncryptionMachine.on(enabling, new KeyRefused(7, WHY, Optional.of(owned))))
                .isInstanceOfSatisfying(Outcome.Moved.class, moved -> assertThat(moved.effects())
                        .isEmpty());
    }

    @Test
    void encryptionThatWasNeverAskedForIsDisabled() {
        EncryptionState never = EncryptionState.disabled();

        assertThat(never.status()).isEqualTo(EncryptionStatus.DISABLED);
        assertThat(never.keyInUse()).isEmpty();
        assertThat(never.shownKey()).isEmpty();
    }

    @Test
    void aFailedChangeShowsTheKeyInUseAndAFailedBeginTheKeyThatWasAskedFor() {
        EncryptionState first = new EncryptionState(
                EncryptionStatus.ENABLING_FAILED,
                7,
                Optional.of(B),
                Optional.empty(),
                Optional.empty(),
                Optional.of(WHY));

        assertThat(first.shownKey()).contains(B);
        assertThat(Objects.requireNonNull(GIVEN.get("ENABLING_FAILED A")).shownKey())
                .contains(A);
        assertThat(Objects.requireNonNull(GIVEN.get("DISABLED A>-")).shownKey()).isEmpty();
    }

    record Row(String given, String event, String then, String effects) {
        @Override
        public String toString() {
            return given + " on " + event;
        }
    }

    static List<Row> everyPair() {
        Map<String, Row> written = TABLE.lines()
                .map(line -> line.split("\\|", -1))
                .map(c -> new Row(c[0].strip(), c[1].strip(), c[2].strip(), c[3].strip()))
                .collect(Collectors.toMap(r -> r.given() + '|' + r.event(), r -> r));
        List<Row> rows = new ArrayList<>();
        for (String given : new TreeSet<>(GIVEN.keySet())) {
            for (String event : new TreeSet<>(EVENTS.keySet())) {
                Row unchanged = new Row(given, event, given, abandoned(event));
                rows.add(
                        Optional.ofNullable(written.remove(given + '|' + event)).orElse(unchanged));
            }
        }
        assertThat(written).as("rows for states or events that do not exist").isEmpty();
        return rows;
    }

    /** An answer that comes too late still gives up the grant that it brings. */
    private static String abandoned(String event) {
        return event.contains("KeyReady") || event.equals("KeyRefused") ? "Retire B" : "";
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void followsTheTable(Row row) {
        EncryptionState given = Objects.requireNonNull(GIVEN.get(row.given()));

        Outcome outcome = EncryptionMachine.on(given, Objects.requireNonNull(EVENTS.get(row.event())));

        if (row.then().equals("refused")) {
            assertThat(outcome).isEqualTo(new Outcome.Refused(given.status()));
            return;
        }
        Outcome.Moved moved = (Outcome.Moved) outcome;
        assertThat(write(moved.next())).isEqualTo(row.then());
        assertThat(moved.effects().stream().map(EncryptionMachineTest::write).collect(Collectors.joining(", ")))
                .isEqualTo(row.effects());
    }

    @Test
    void saysWhyOnlyInTheTwoFailedStatuses() {
        for (EncryptionState given : GIVEN.values()) {
            for (EncryptionEvent event : EVENTS.values()) {
                if (EncryptionMachine.on(given, event) instanceof Outcome.Moved moved
                        && !moved.next().equals(given)) {
                    boolean failed = moved.next().status().name().endsWith("_FAILED");
                    assertThat(moved.next().failure().isPresent()).isEqualTo(failed);
                }
            }
        }
    }

    @Test
    void isDrawnInTheDocumentation() throws IOException {
        String drawn = TABLE.lines()
                .map(line -> line.split("\\|", -1))
                .filter(c -> !c[2].strip().equals("refused"))
                .map(c -> "    " + status(c[0]) + " --> " + status(c[2]) + " : " + c[1].strip())
                .distinct()
                .collect(Collectors.joining("\n", "stateDiagram-v2\n    [*] --> DISABLED\n", "\n"));

        String page = Files.readString(Path.of("src/site/markdown/encryption-states.md"));

        assertThat(page).contains("```mermaid\n" + drawn + "```");
        assertThat(page).contains(TABLE);
    }

    private static String status(String cell) {
        return cell.strip().split(" ", -1)[0];
    }

    private static String write(EncryptionState state) {
        return state.status() + " " + write(state.keyInUse())
                + state.succession().map(s -> ">" + write(s.next())).orElse("");
    }

    private static String write(EncryptionEffect effect) {
        if (effect instanceof EncryptionEffect.PrepareKey prepare) {
            return "PrepareKey " + letter(prepare.key());
        }
        if (effect instanceof EncryptionEffect.ReleaseKey release) {
            return "ReleaseKey " + write(release.key());
        }
        if (effect instanceof EncryptionEffect.ScheduleRetirement retire) {
            return "Retire " + letter(retire.key().choice());
        }
        return "AwaitLag";
    }

    private static String write(Optional<KeyInUse> key) {
        return key.map(k -> letter(k.choice())).orElse("-");
    }

    private static String letter(KeyChoice choice) {
        return choice.equals(A) ? "A" : "B";
    }

    private static KeyChoice choice(String id) {
        return KeyChoice.customerManaged(
                new KeyArn("arn:aws:kms:us-east-1:111122223333:key/" + id + "-0000-4000-8000-000000000000"));
    }

    private static Optional<GrantRef> grant(KeyChoice choice) {
        return Optional.of(new GrantRef(choice.keyArn().orElseThrow(), "grant", Optional.empty()));
    }

    private static Optional<KeyInUse> inUse(KeyChoice choice) {
        return Optional.of(new KeyInUse(5, choice, grant(choice)));
    }

    private static Optional<KeyInUse> current(KeyChoice choice) {
        return Optional.of(new KeyInUse(7, choice, grant(choice)));
    }

    private static Optional<Succession> follows(Optional<KeyInUse> next) {
        return Optional.of(new Succession(next));
    }

    private static Map.Entry<String, EncryptionState> given(
            String name, EncryptionStatus status, Optional<KeyInUse> key, Optional<Succession> next) {
        Optional<FailureDescription> failure = status.name().endsWith("_FAILED") ? Optional.of(WHY) : Optional.empty();
        Optional<KeyChoice> asked = status == EncryptionStatus.DISABLED ? Optional.empty() : Optional.of(A);
        return Map.entry(name, new EncryptionState(status, 7, asked, key, next, failure));
    }
}
