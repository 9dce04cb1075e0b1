package io.hydrant.fault.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.aws.ScopeFilter;
import io.hydrant.fault.Call;
import io.hydrant.fault.Effect;
import io.hydrant.fault.Hop;
import io.hydrant.fault.Strike;
import io.hydrant.time.VirtualTime;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FaultRulesTest {
    private static final Scope SCOPE = scope("000000000000", "us-east-1");

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-12-01T00:00:00Z"));
    private final List<String> hits = new ArrayList<>();
    private final FaultRules rules = new FaultRules(time, () -> 7, (call, strike) -> hits.add(strike.rule()));

    private static Scope scope(String account, String region) {
        return new Scope(new AccountId(account), new Region(region));
    }

    private static List<FaultRule> read(String json) {
        return RuleReader.read(json.replace('\'', '"').getBytes(UTF_8), ScopeFilter.ALL);
    }

    private List<String> add(String json) {
        return rules.add(read(json));
    }

    private Optional<Strike> call(Hop hop, String operation) {
        return rules.on(new Call(hop, Call.Maker.FIREHOSE, operation, SCOPE, Map.of()));
    }

    private Optional<Strike> call(Scope scope, String stream, String operation) {
        return rules.on(new Call(Hop.FIREHOSE, Call.Maker.CLIENT, operation, scope, Map.of(Call.About.STREAM, stream)));
    }

    /** The numbers of those of the first {@code count} calls that were struck. */
    private List<Integer> struck(int count) {
        return IntStream.rangeClosed(1, count)
                .filter(i -> call(Hop.S3, "PutObject").isPresent())
                .boxed()
                .toList();
    }

    @Test
    void withoutARuleNothingIsWatched() {
        for (Hop hop : Hop.values()) {
            assertThat(rules.watches(hop)).isFalse();
        }
        assertThat(call(Hop.KMS, "Encrypt")).isEmpty();
    }

    @Test
    void theHopsOfRulesAreWatchedUntilTheyAreSpentOrGone() {
        add("[{'on':{'hop':'s3'},'when':{'times':1},'then':{'error':'SlowDown'}},"
                + "{'id':'k','on':{'hop':'kms'},'then':{'error':'DisabledException'}}]");
        assertThat(rules.watches(Hop.S3)).isTrue();
        assertThat(rules.watches(Hop.KMS)).isTrue();
        assertThat(rules.watches(Hop.FIREHOSE)).isFalse();

        assertThat(struck(2)).containsExactly(1);
        assertThat(rules.watches(Hop.S3)).isFalse();

        rules.remove("k", ScopeFilter.ALL);
        assertThat(rules.watches(Hop.KMS)).isFalse();
    }

    @Test
    void aRuleLetsCallsPassThenStrikesEachNthSoManyTimes() {
        add("{'on':{'hop':'s3'},'when':{'after':2,'every':3,'times':2},'then':{'error':'SlowDown'}}");

        assertThat(struck(14)).containsExactly(5, 8);
        assertThat(rules.all(ScopeFilter.ALL)).singleElement().satisfies(rule -> {
            assertThat(rule.state()).isEqualTo(FaultStatus.State.SPENT);
            assertThat(rule.asked()).isEqualTo(8);
            assertThat(rule.struck()).isEqualTo(2);
            assertThat(rule.lastStruck()).contains(time.instant());
        });
    }

    @Test
    void theFirstRuleThatStrikesWinsAndLaterOnesAreNotAsked() {
        add("[{'id':'second','on':{'hop':'s3'},'when':{'every':2},'then':{'error':'SlowDown'}},"
                + "{'id':'rest','on':{'hop':'s3'},'then':{'error':'InternalError'}}]");

        struck(5);

        assertThat(hits).containsExactly("rest", "second", "rest", "second", "rest");
        assertThat(rules.all(ScopeFilter.ALL)).extracting(FaultStatus::asked).containsExactly(5L, 3L);
    }

    @Test
    void aRuleHoldsFromItsBeginningToItsEndOnTheClock() {
        add("{'on':{'hop':'s3'},'when':{'from':'1h','to':'2026-12-01T03:00:00Z'},'then':{'error':'SlowDown'}}");

        assertThat(states()).containsExactly("waiting");
        assertThat(struck(1)).isEmpty();
        time.advance(Duration.ofHours(1));
        assertThat(states()).containsExactly("active");
        assertThat(struck(1)).hasSize(1);
        time.advance(Duration.ofHours(2));
        assertThat(states()).containsExactly("over");
        assertThat(struck(1)).isEmpty();
        assertThat(rules.all(ScopeFilter.ALL)).extracting(FaultStatus::asked).containsExactly(1L);
    }

    private List<String> states() {
        return rules.all(ScopeFilter.ALL).stream()
                .map(rule -> rule.state().word())
                .toList();
    }

    @Test
    void aWindowThatEndsBeforeItBeginsIsRefusedAndNothingIsAdded() {
        assertThatThrownBy(() -> add("[{'on':{'hop':'s3'},'then':{'delay':'1s'}},{'on':{'hop':'s3'},"
                        + "'when':{'from':'4h','to':'2026-12-01T03:00:00Z'},'then':{'delay':'1s'}}]"))
                .hasMessage("when.to: 2026-12-01T03:00:00Z is not after when.from, which is 2026-12-01T04:00:00Z.");
        assertThat(rules.all(ScopeFilter.ALL)).isEmpty();
    }

    @Test
    void aNeighboursCallsAreThoseOfFirehoseUnlessAnOperationIsNamed() {
        Call client = new Call(Hop.KMS, Call.Maker.CLIENT, "Encrypt", SCOPE, Map.of());
        add("{'id':'any','on':{'hop':'kms'},'then':{'error':'DisabledException'}}");
        assertThat(rules.on(client)).isEmpty();
        assertThat(call(Hop.KMS, "Encrypt")).isPresent();

        rules.remove(ScopeFilter.ALL);
        add("{'on':{'hop':'kms','operation':['Encrypt','Decrypt']},'then':{'error':'DisabledException'}}");
        assertThat(rules.on(client)).isPresent();
        assertThat(call(Hop.KMS, "Decrypt")).isPresent();
        assertThat(call(Hop.KMS, "CreateGrant")).isEmpty();
    }

    @Test
    void aRuleIsNarrowedByWhatItNamesAndByNamesWithAStar() {
        add("{'on':{'hop':'firehose','stream':'order*','account':'1111*','region':'eu-west-1'},"
                + "'then':{'error':'ThrottlingException'}}");
        Scope there = scope("111122223333", "eu-west-1");

        assertThat(call(there, "orders", "PutRecord")).isPresent();
        assertThat(call(there, "clicks", "PutRecord")).isEmpty();
        assertThat(call(scope("222222223333", "eu-west-1"), "orders", "PutRecord"))
                .isEmpty();
        assertThat(call(scope("111122223333", "us-east-1"), "orders", "PutRecord"))
                .isEmpty();
        assertThat(rules.on(new Call(Hop.FIREHOSE, Call.Maker.CLIENT, "ListDeliveryStreams", there, Map.of())))
                .as("a call whose stream is not known is not meant")
                .isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameHistoryAndAnotherOneGivesAnother() {
        String rule = "{'on':{'hop':'s3'},'when':{'probability':0.3,'seed':42},'then':{'error':'SlowDown'}}";
        add(rule);
        List<Integer> first = struck(1_000);
        rules.remove(ScopeFilter.ALL);
        add(rule);
        List<Integer> again = struck(1_000);
        rules.remove(ScopeFilter.ALL);
        add(rule.replace("42", "43"));

        assertThat(again).isEqualTo(first);
        assertThat(struck(1_000)).isNotEqualTo(first);
        assertThat(first.size()).isBetween(240, 360);
    }

    @Test
    void recordsAreDrawnOneByOneAndTheSameQuestionHasTheSameAnswer() {
        add(
                "{'on':{'hop':'firehose','operation':'PutRecordBatch'},'when':{'seed':5},'then':{'recordProbability':0.5}}");

        List<List<Integer>> failed = new ArrayList<>();
        for (int call = 0; call < 2; call++) {
            Effect.PartialFailure partial = (Effect.PartialFailure) call(SCOPE, "orders", "PutRecordBatch")
                    .orElseThrow()
                    .effect()
                    .orElseThrow();
            List<Integer> places = IntStream.range(0, 500)
                    .filter(partial.places()::contains)
                    .boxed()
                    .toList();
            assertThat(IntStream.range(0, 500).filter(partial.places()::contains))
                    .containsExactlyElementsOf(places);
            failed.add(places);
        }

        assertThat(failed.get(0)).isNotEqualTo(failed.get(1));
        assertThat(failed.get(0).size()).isBetween(180, 320);
    }

    @Test
    void aSeedIsMadeUpAndShownWhereSomethingIsDrawn() {
        add("[{'on':{'hop':'s3'},'when':{'probability':0.5},'then':{'error':'SlowDown'}},"
                + "{'on':{'hop':'firehose','operation':'PutRecordBatch'},'then':{'recordProbability':0.5}},"
                + "{'on':{'hop':'s3'},'then':{'error':'SlowDown'}}]");

        assertThat(rules.all(ScopeFilter.ALL))
                .extracting(rule -> rule.rule().getOrDefault("when", Map.of()).get("seed"))
                .containsExactly(7L, 7L, null);
    }

    @Test
    void idsAreChosenOrMadeUpInTheOrderOfMaking() {
        String rule = "{'on':{'hop':'s3'},'then':{'delay':'1s'}}";
        String named = "{'id':'rule-3','on':{'hop':'s3'},'then':{'delay':'1s'}}";

        assertThat(add("[" + rule + "," + named + "," + rule + "]"))
                .containsExactly("rule-1", "rule-3", "rule-3-again");
        assertThatThrownBy(() -> add(named)).hasMessage("id: there is a rule \"rule-3\" already.");
        assertThat(rules.remove("rule-1", ScopeFilter.ALL)).isTrue();
        assertThat(rules.remove("rule-1", ScopeFilter.ALL)).isFalse();
        assertThat(add(rule)).containsExactly("rule-4");
        rules.remove(ScopeFilter.ALL);
        assertThat(add(rule)).containsExactly("rule-1");
    }

    @Test
    void anAccountTakesAwayTheRulesThatNameIt() {
        add("[{'id':'all','on':{'hop':'s3'},'then':{'delay':'1s'}},"
                + "{'id':'one','on':{'hop':'s3','account':'111111111111'},'then':{'delay':'1s'}},"
                + "{'id':'eu','on':{'hop':'s3','account':'111111111111','region':'eu-west-1'},'then':{'delay':'1s'}},"
                + "{'id':'many','on':{'hop':'s3','account':'1*'},'then':{'delay':'1s'}}]");

        ScopeFilter account = new ScopeFilter(Optional.of(new AccountId("111111111111")), Optional.empty());
        ScopeFilter other = new ScopeFilter(Optional.of(new AccountId("222222222222")), Optional.empty());
        ScopeFilter inEurope = new ScopeFilter(account.account(), Optional.of(new Region("eu-west-1")));
        assertThat(rules.all(account)).extracting(FaultStatus::id).containsExactly("all", "one", "eu", "many");
        assertThat(rules.all(other)).extracting(FaultStatus::id).containsExactly("all");

        rules.remove(inEurope);
        assertThat(rules.all(account)).extracting(FaultStatus::id).containsExactly("all", "one", "many");
        rules.remove(account);
        assertThat(rules.all(account)).extracting(FaultStatus::id).containsExactly("all", "many");
    }

    @Test
    void aStreamTakesAwayTheRulesThatNameIt() {
        add("[{'id':'all','on':{'hop':'s3'},'then':{'delay':'1s'}},"
                + "{'id':'it','on':{'hop':'s3','stream':'orders'},'then':{'delay':'1s'}},"
                + "{'id':'open','on':{'hop':'s3','stream':'orders*'},'then':{'delay':'1s'}},"
                + "{'id':'there','on':{'hop':'s3','stream':'orders','account':'1*'},'then':{'delay':'1s'}}]");

        rules.remove(SCOPE, "orders");

        assertThat(rules.all(ScopeFilter.ALL)).extracting(FaultStatus::id).containsExactly("all", "open", "there");
    }

    @Test
    void thereIsABoundOnTheNumberOfRules() {
        List<FaultRule> rule = read("{'on':{'hop':'s3'},'then':{'delay':'1s'}}");
        for (int i = 0; i < 1_000; i++) {
            rules.add(rule);
        }

        assertThatThrownBy(() -> rules.add(rule)).hasMessageContaining("1000 rules at once");
    }

    @Test
    void manyThreadsStrikeNoMoreOftenThanTheRuleSays() {
        add("{'on':{'hop':'s3'},'when':{'times':100,'every':2},'then':{'error':'SlowDown'}}");

        long struck = IntStream.range(0, 10_000)
                .parallel()
                .filter(i -> call(Hop.S3, "PutObject").isPresent())
                .count();

        assertThat(struck).isEqualTo(100);
    }
}
