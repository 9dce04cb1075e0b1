package io.hydrant.jq;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the real jq 1.6 answered: {@code scripts/dev/jq-oracle} recorded it. */
final class Oracle {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Oracle() {}

    /** The inputs, each the bytes of one record. */
    static List<byte[]> inputs() {
        return lines("inputs.txt").stream().map(Oracle::bytes).toList();
    }

    private static byte[] bytes(String line) {
        byte[] text = line.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '%') {
                bytes.write(Integer.parseInt(new String(text, i + 1, 2, StandardCharsets.UTF_8), 16));
                i += 2;
            } else {
                bytes.write(text[i]);
            }
        }
        return bytes.toByteArray();
    }

    /** By query, the answer to each input. */
    static Map<String, List<String>> answers() {
        return answers("answers.txt", inputs().size());
    }

    /** By expression, the answer to the input null. */
    static Map<String, List<String>> expressionAnswers() {
        return answers("expression-answers.txt", 1);
    }

    private static Map<String, List<String>> answers(String file, int count) {
        Map<String, List<String>> answers = new LinkedHashMap<>();
        String query = "";
        for (String line : lines(file)) {
            if (line.startsWith("= ")) {
                query = line.substring(2);
                answers.put(query, new ArrayList<>(Collections.nCopies(count, "")));
            } else {
                int tab = line.indexOf('\t');
                for (String range : line.substring(0, tab).split(",", -1)) {
                    int dash = range.indexOf('-');
                    int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
                    int last = Integer.parseInt(dash < 0 ? range : range.substring(dash + 1));
                    for (int n = first; n <= last; n++) {
                        Objects.requireNonNull(answers.get(query)).set(n, line.substring(tab + 1));
                    }
                }
            }
        }
        return answers;
    }

    /** Hydrant's answer, written as the recorded ones are. */
    static String ask(String query, byte[] input) {
        JqQuery compiled;
        try {
            compiled = JqQuery.compile(query);
        } catch (JqException e) {
            return "!query";
        }
        try {
            return String.join(
                    "\t",
                    compiled.run(input, 0, input.length).stream()
                            .map(JqQuery::print)
                            .toList());
        } catch (JqException e) {
            return "!" + quoted(String.valueOf(e.getMessage()));
        }
    }

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(String name) {
        try (InputStream file = Objects.requireNonNull(Oracle.class.getResourceAsStream(name), name)) {
            return List.of(new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
