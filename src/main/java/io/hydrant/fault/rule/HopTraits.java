package io.hydrant.fault.rule;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.hydrant.fault.Call;
import io.hydrant.fault.Hop;
import io.hydrant.fault.Operations;

/**
 * What a rule may say about one hop.
 *
 * @param operations as they are named
 * @param about what its calls can be narrowed by, besides account and Region
 * @param batch the operation that takes a batch; empty for none
 * @param takesResponses whether a rule can give the far side's answer
 * @param statuses the HTTP status of each error that the service is known to have
 * @param messages what the service says of some of them
 */
record HopTraits(
        Set<String> operations,
        Set<Call.About> about,
        Optional<String> batch,
        boolean takesResponses,
        Map<String, Integer> statuses,
        Map<String, String> messages) {
    /** Of each hop whose calls can fail. The file names the sources. */
    private static final Map<Hop, HopTraits> ALL = load("hops.txt");

    /** Empty for a hop whose calls cannot fail yet. */
    static Optional<HopTraits> of(Hop hop) {
        return Optional.ofNullable(ALL.get(hop));
    }

    /** The hops whose calls can fail, in their order. */
    static Set<Hop> hops() {
        return ALL.keySet();
    }

    OptionalInt status(String code) {
        Integer known = statuses.get(code);
        return known == null ? OptionalInt.empty() : OptionalInt.of(known);
    }

    private static Map<Hop, HopTraits> load(String file) {
        Map<Hop, HopTraits> all = new EnumMap<>(Hop.class);
        try (InputStream in = Objects.requireNonNull(HopTraits.class.getResourceAsStream(file), file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty() && line.charAt(0) != '#') {
                    String[] words = line.split(" ", 3);
                    Hop hop = Hop.valueOf(words[0].toUpperCase(Locale.ROOT));
                    all.put(hop, all.getOrDefault(hop, none(hop)).with(words[1], words[2]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static HopTraits none(Hop hop) {
        return new HopTraits(
                new TreeSet<>(Operations.of(hop)),
                new TreeSet<>(),
                Optional.empty(),
                Operations.takesResponses(hop),
                new TreeMap<>(),
                new TreeMap<>());
    }

    /** With one row more of the file. */
    private HopTraits with(String kind, String rest) {
        List<String> words = List.of(rest.split(" "));
        switch (kind) {
            case "operations" -> operations.addAll(words);
            case "about" -> words.forEach(word -> about.add(Call.About.valueOf(word.toUpperCase(Locale.ROOT))));
            case "batch" -> {
                return new HopTraits(operations, about, Optional.of(rest), takesResponses, statuses, messages);
            }
            case "message" ->
                messages.put(words.get(0), rest.substring(words.get(0).length() + 1));
            default -> words.forEach(word -> statuses.put(word, Integer.valueOf(kind)));
        }
        return this;
    }
}
