package io.hydrant.jq;

import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JqQueryTest {

    @Test
    void takesPartitionKeysFromARecord() {
        JqQuery query = JqQuery.compile("{customer:.customer.id, kind:.kind}");

        assertThat(run(query, "{\"kind\":\"order\",\"customer\":{\"id\":7}}"))
                .hasToString("[{\"customer\":7,\"kind\":\"order\"}]");
        assertThat(query.outputKeys()).containsExactly("customer", "kind");
    }

    @Test
    void readsThePartOfTheArrayThatIsTheRecord() {
        byte[] data = "xx{\"a\":1}yy".getBytes(StandardCharsets.UTF_8);

        assertThat(JqQuery.compile(".a").run(data, 2, 7)).hasToString("[1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            textBlock =
                    """
            {a:.x, b:.y}                                   ! a,b
            { "a b" : .x, c }                              ! a b,c
            {year:.t|strftime("%Y"),day:.t|strftime("%d")} ! year,day
            {a:(.x|{b:1}), $__loc__}                       !
            {(.k):.x}                                      !
            {a:.x}|{b:.a}                                  !
            .a                                             !
            {a:                                            !
            """)
    void namesTheKeysOfAnObjectThatTheQueryMakes(String query, String keys) {
        assertThat(QueryKeys.of(query).map(names -> String.join(",", names)).orElse(null))
                .isEqualTo(keys);
    }

    @Test
    void saysWhyATextIsNoQuery() {
        assertThatThrownBy(() -> JqQuery.compile("{a:"))
                .isInstanceOf(JqException.class)
                .hasMessage("syntax error, unexpected end of the query at <top-level>, line 1");
        assertThatThrownBy(() -> JqQuery.compile(".a\n)"))
                .isInstanceOf(JqException.class)
                .hasMessage("syntax error, unexpected \")\" at <top-level>, line 2");
    }

    @Test
    void namesTheFunctionThatThereIsNot() {
        assertThatThrownBy(() -> JqQuery.compile(".a|nope(1)"))
                .isInstanceOf(JqException.class)
                .hasMessage("nope/1 is not defined at <top-level>");
    }

    @Test
    void failsInJqsWords() {
        assertThatThrownBy(() -> run(JqQuery.compile(".a.b"), "{\"a\":[1]}"))
                .isInstanceOf(JqException.class)
                .hasMessage("Cannot index array with string \"b\"");
        assertThatThrownBy(() -> run(JqQuery.compile(".a"), "{\"a\":1"))
                .isInstanceOf(JqException.class)
                .hasMessage("Unfinished JSON term at EOF at line 1, column 6");
    }

    @Test
    void takesTreesOfOthersAndPrintsNumbersAsJqDoes() throws Exception {
        JsonNode tree = new ObjectMapper()
                .readTree("{\"a\":1e5,\"b\":12345678901234567890,\"c\":[9007199254740993,1.10,1e-7]}");

        assertThat(JqQuery.compile(".").run(tree))
                .hasToString("[{\"a\":100000,\"b\":12345678901234567000,\"c\":[9007199254740992,1.1,1e-07]}]")
                .map(JqQuery::print)
                .containsExactly("{\"a\":100000,\"b\":12345678901234567000,\"c\":[9007199254740992,1.1,1e-07]}");
    }

    @Test
    void asksTheClockThatItWasGiven() {
        JqQuery query = JqQuery.compile("now|todate", () -> Instant.parse("2026-11-28T03:00:00.5Z"));

        assertThat(run(query, "null")).hasToString("[\"2026-11-28T03:00:00Z\"]");
    }

    @Test
    void seesNothingOfTheEnvironment() {
        assertThat(run(JqQuery.compile("env,$ENV"), "null")).hasToString("[{}, {}]");
    }

    @Test
    void givesTheSameAnswersToEightThreadsAtOnce() throws Exception {
        JqQuery query = JqQuery.compile("{n:.n, words:(.text|[scan(\"[a-z]+\")]|map(ascii_upcase)|join(\"-\"))}");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int n = thread;
                running.add(threads.submit(() -> {
                    for (int i = 0; i < 500; i++) {
                        assertThat(run(query, "{\"n\":" + n + ",\"text\":\"ab cd" + n + "\"}"))
                                .hasToString("[{\"n\":" + n + ",\"words\":\"AB-CD\"}]");
                    }
                }));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void loadsNothingBeforeTheFirstQuery() throws Exception {
        try (Loader loader = new Loader()) {
            Class<?> query = Class.forName("io.hydrant.jq.JqQuery", true, loader);
            assertThat(loader.has("io.hydrant.jq.syntax.Builtins")).isFalse();

            Method compile = query.getMethod("compile", String.class);
            compile.invoke(null, ".a");
            assertThat(loader.has("io.hydrant.jq.syntax.Builtins")).isTrue();
            assertThat(loader.has("org.joni.Regex"))
                    .as("no regular expression yet")
                    .isFalse();

            compile.invoke(null, ".a|test(\"b\")");
            assertThat(loader.has("org.joni.Regex")).isTrue();
        }
    }

    /** Loads all classes itself, so that it knows which there are. */
    private static final class Loader extends URLClassLoader {
        Loader() throws Exception {
            super(urls(), ClassLoader.getPlatformClassLoader());
        }

        private static URL[] urls() throws Exception {
            List<URL> urls = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
            return urls.toArray(URL[]::new);
        }

        boolean has(String name) {
            return findLoadedClass(name) != null;
        }
    }

    private static List<JsonNode> run(JqQuery query, String record) {
        byte[] data = record.getBytes(StandardCharsets.UTF_8);
        return query.run(data, 0, data.length);
    }
}
