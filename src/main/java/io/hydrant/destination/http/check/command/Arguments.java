package io.hydrant.destination.http.check.command;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.destination.http.check.CheckOptions;
import io.hydrant.destination.http.check.OptionReader;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of the command.
 *
 * @param json whether the report is written as JSON
 * @param junit the file that gets the report as JUnit XML
 */
record Arguments(CheckOptions options, boolean json, Optional<String> junit) {
    static final String HELP =
            """
            Tries each point of Firehose's HTTP delivery protocol on an endpoint.

            usage: scripts/hydrant check-endpoint URL [options]
                   java -jar hydrant.jar check-endpoint URL [options]

              --access-key K       the access key that the endpoint takes; without it keys are not tried
              --attributes K=V     a common attribute of every request; may be repeated
              --gzip               compress every body, as a stream with ContentEncoding GZIP does
              --timeout D          how long the endpoint may take for an answer, such as 10s; default 3m, as Firehose
              --slow-body D        how long the body that comes slowly takes; default 10s, 0s leaves it out
              --large              send a body of 64 MiB too
              --fail-header H      a header, such as 'X-Fail: 1', for which the endpoint answers an error on purpose
              --count-url URL      a URL that answers the number of records that the endpoint has kept
              --json               write the report as JSON
              --junit FILE         write the report as JUnit XML to FILE too
              --help               print this and leave

            Exit status: 0 the endpoint would do, 1 a point failed, 2 the check could not run.
            Hosts under amazonaws.com are connected to only where HYDRANT_RESOURCES names them.
            """;

    private static final Map<String, String> WITH_VALUE = Map.of(
            "--access-key", "accessKey",
            "--timeout", "timeout",
            "--slow-body", "slowBody",
            "--fail-header", "failHeader",
            "--count-url", "countUrl",
            "--junit", "",
            "--attributes", "");

    private static final Map<String, String> ALONE = Map.of("--gzip", "gzip", "--large", "large", "--json", "");

    /**
     * Reads the words behind {@code check-endpoint}.
     *
     * @throws IllegalArgumentException with a sentence that says what would be right
     */
    static Arguments read(List<String> words) {
        Map<String, Object> options = new LinkedHashMap<>();
        Map<String, String> attributes = new LinkedHashMap<>();
        boolean json = false;
        String junit = null;
        Iterator<String> left = words.iterator();
        while (left.hasNext()) {
            String word = left.next();
            String option = word.startsWith("--") && word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            if (!word.startsWith("-")) {
                once(options, "url", word);
            } else if (ALONE.containsKey(word)) {
                json |= word.equals("--json");
                put(options, ALONE.get(word), true);
            } else if (WITH_VALUE.containsKey(option)) {
                String value = value(word, option, left);
                junit = option.equals("--junit") ? value : junit;
                if (option.equals("--attributes")) {
                    attribute(attributes, value);
                }
                put(options, WITH_VALUE.get(option), value);
            } else {
                throw new IllegalArgumentException(
                        option + " is no option of check-endpoint; check-endpoint --help lists them.");
            }
        }
        options.put("attributes", attributes);
        try {
            return new Arguments(OptionReader.read(options), json, Optional.ofNullable(junit));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(asWritten(String.valueOf(e.getMessage())), e);
        }
    }

    /** The sentence with the name that the option has here. */
    private static String asWritten(String sentence) {
        return WITH_VALUE.entrySet().stream()
                .filter(option -> !option.getValue().isEmpty() && sentence.startsWith(option.getValue() + ' '))
                .map(option ->
                        option.getKey() + sentence.substring(option.getValue().length()))
                .findFirst()
                .orElse(sentence);
    }

    private static void once(Map<String, Object> options, String name, Object value) {
        if (options.put(name, value) != null) {
            throw new IllegalArgumentException("check-endpoint takes one URL.");
        }
    }

    private static void put(Map<String, Object> options, @Nullable String name, Object value) {
        if (name != null && !name.isEmpty()) {
            options.put(name, value);
        }
    }

    private static String value(String word, String option, Iterator<String> left) {
        if (word.length() > option.length()) {
            return word.substring(option.length() + 1);
        }
        if (!left.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value; check-endpoint --help lists the values.");
        }
        return left.next();
    }

    private static void attribute(Map<String, String> attributes, String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(
                    "--attributes takes a name and a value, such as --attributes team=orders.");
        }
        attributes.put(text.substring(0, equals), text.substring(equals + 1));
    }
}
