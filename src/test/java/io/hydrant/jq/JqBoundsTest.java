package io.hydrant.jq;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Queries that would not end, or take the heap, in jq itself. */
class JqBoundsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "range(1e12)",
                "repeat(1)",
                "until(false;.)",
                "[range(10)]|.[] as $a|.[] as $b|.[] as $c|.[] as $d|.[] as $e|.[] as $f|.[] as $g|.[] as $h|select(false)",
                "reduce range(1e9) as $i (0;.+1)",
                "try repeat(1|select(false)) catch 1",
                "first(repeat(empty))",
                "isempty(range(1e12)|select(false))",
                "\"x\"*1000000|repeat(length|select(. == 0))",
                "[while(true;.)]|length",
                "first(def f: f|f; f)?",
            })
    void endsAQueryThatTakesTooManySteps(String query) {
        assertThatThrownBy(() -> run(query))
                .isInstanceOf(JqException.class)
                .message()
                .matches("The query (takes more than 10000000 steps|makes more than 64 MiB of values"
                        + "|calls functions within functions too deeply)\\.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[range(1e12)]",
                "[limit(1e9;repeat(1))]",
                "\"x\"*1e9",
                "\"xx\"*1e18",
                "\"ab\"|until(false;.+.)",
                "[1]|until(false;.+.)",
                "[range(300000)]|[combinations(2)]",
                "reduce range(1e7) as $i ([];.+[$i])",
                "{}|reduce range(1e7) as $i (.;.[$i|tostring]=$i)",
                "[range(10)|tostring]|join(\"x\"*1e7)",
                "[\"\\(range(1e9))\"]",
                "\"x\"*1e7|@base64|@base64|@uri|@json|@json|@json",
            })
    void endsAQueryThatMakesTooMuch(String query) {
        assertThatThrownBy(() -> run(query))
                .isInstanceOf(JqException.class)
                .message()
                .matches("The query (makes more than 64 MiB of values|takes more than 10000000 steps)\\.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "def f: f; f",
                "def f: 1+f; f",
                "def f(x): f(x|.+1); f(1)",
                "def f: [f]; f",
                "recurse(recurse)|select(false)"
            })
    void endsAQueryThatCallsItselfForEver(String query) {
        assertThatThrownBy(() -> run(query))
                .isInstanceOf(JqException.class)
                .message()
                .matches("The query (calls functions within functions too deeply|takes more than 10000000 steps"
                        + "|makes more than 64 MiB of values)\\.");
    }

    @Test
    void goesAsDeepAsQueriesDo() {
        assertThat(run("def f: if . >= 2000 then . else .+1|f end; 0|f")).isEqualTo("[2000]");
        assertThat(run("[limit(3;0|recurse(.+1))]")).isEqualTo("[[0,1,2]]");
        assertThat(run("0|until(. >= 100000;.+1)")).isEqualTo("[100000]");
        assertThat(run("[0|while(. < 50000;.+1)]|length")).isEqualTo("[50000]");
    }

    @Test
    void replacesAndFindsInALongText() {
        String words = "\"" + "word ".repeat(20_000) + "\"";

        assertThat(run("gsub(\" \";\"_\")|length", words)).isEqualTo("[100000]");
        assertThat(run("[match(\"o\";\"g\")|.offset]|length,.[-1]", words)).isEqualTo("[20000, 99996]");
        assertThat(run("split(\" \")|length", words)).isEqualTo("[20001]");
        assertThat(run("explode|implode|length", words)).isEqualTo("[100000]");
    }

    @Test
    void refusesAnArrayWithAHoleOfAMillion() {
        assertThatThrownBy(() -> run("[]|.[1e8]=1"))
                .isInstanceOf(JqException.class)
                .hasMessage("The query makes an array of more than 1048576 elements.");
    }

    @Test
    void refusesAnOutputThatNestsWithoutMeasure() {
        assertThatThrownBy(() -> run("reduce range(100000) as $i (null;[.])"))
                .isInstanceOf(JqException.class)
                .hasMessage("The query makes a value that nests more than 1000 levels deep.");
    }

    @Test
    void endsAReplacementThatJqWouldRepeatForEver() {
        assertThatThrownBy(() -> run("\"abc\"|gsub(\"\";\"-\")")).isInstanceOf(JqException.class);
        assertThatThrownBy(() -> run("\"abc\"|gsub(\"^\";\"-\")")).isInstanceOf(JqException.class);
    }

    @Test
    void endsARegularExpressionThatBacktracksWithoutEnd() {
        assertThatThrownBy(() -> run("\"" + "a".repeat(40) + "\"|test(\"^(a|a)*b|^(a|aa)+$b\")"))
                .isInstanceOf(JqException.class)
                .hasMessage("A regular expression of the query takes more than a second on one text.");
    }

    @Test
    void nestsTheRecordNoDeeperThanJqDoes() {
        String deep = "[".repeat(257) + "]".repeat(257);

        assertThatThrownBy(() -> run(".", deep))
                .isInstanceOf(JqException.class)
                .hasMessage("Exceeds depth limit for parsing at line 1, column 257");
        assertThat(run("1", deep.substring(1, 513))).isEqualTo("[1]");
    }

    private static String run(String query) {
        return run(query, "null");
    }

    private static String run(String query, String record) {
        byte[] data = record.getBytes(StandardCharsets.UTF_8);
        return JqQuery.compile(query).run(data, 0, data.length).toString();
    }
}
