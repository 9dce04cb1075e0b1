package io.hydrant.protocol;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the tables that {@code scripts/dev/generate-constraints} writes, and the hand-written printing table beside them. */
final class ConstraintTable {
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, List<String>> printedEnums = new HashMap<>();
    private final Map<String, String> printedPatterns = new HashMap<>();
    private final Map<String, List<String>> orders = new HashMap<>();
    private final Set<String> lengthAlone = new HashSet<>();

    private ConstraintTable() {}

    /** The shapes of a generated table; {@code firehose-2015-08-04.txt} is printed as {@code firehose-printing.txt} says. */
    static Map<String, Shape> read(String resourceName) {
        ConstraintTable table = new ConstraintTable();
        String service = resourceName.substring(0, resourceName.indexOf('-'));
        table.printing(lines(service + "-printing.txt"));
        List<String> lines = lines(resourceName);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("No constraint table " + resourceName);
        }
        int start = 0;
        for (int i = 1; i <= lines.size(); i++) {
            if (i == lines.size() || !lines.get(i).startsWith("  ")) {
                table.shape(lines.subList(start, i));
                start = i;
            }
        }
        return Map.copyOf(table.shapes);
    }

    private static List<String> lines(String resourceName) {
        try (InputStream in = ConstraintTable.class.getResourceAsStream(resourceName)) {
            if (in == null) {
                return List.of();
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void printing(List<String> lines) {
        for (String line : lines) {
            String[] parts = line.split(" ", 3);
            switch (parts[0]) {
                case "enum" -> printedEnums.put(parts[1], List.of(parts[2].split(" ")));
                case "pattern" -> printedPatterns.put(parts[1], parts[2]);
                case "order" -> orders.put(parts[1], List.of(parts[2].split(" ")));
                case "length-alone" -> lengthAlone.add(parts[1]);
                default -> throw new IllegalArgumentException("Unknown line: " + line);
            }
        }
    }

    private void shape(List<String> lines) {
        List<String> head = Arrays.asList(lines.get(0).split(" "));
        List<String[]> parts = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            parts.add(line.substring(2).split(" ", 2));
        }
        String name = head.get(1);
        shapes.put(
                name,
                switch (head.get(0)) {
                    case "structure" -> new Shape.Structure(ordered(name, members(parts)));
                    case "list" -> new Shape.Sequence(bounds(head, "length"), parts.get(0)[1]);
                    case "map" -> new Shape.Dictionary(bounds(head, "length"), parts.get(0)[1], parts.get(1)[1]);
                    default -> scalar(head, parts);
                });
    }

    private static List<Shape.Member> members(List<String[]> parts) {
        List<Shape.Member> members = new ArrayList<>();
        for (String[] part : parts) {
            List<String> words = List.of(part[1].split(" "));
            members.add(new Shape.Member(words.get(0), words.get(1), words.size() > 2));
        }
        return members;
    }

    private List<Shape.Member> ordered(String structure, List<Shape.Member> members) {
        List<String> order = orders.getOrDefault(structure, List.of());
        List<Shape.Member> result = new ArrayList<>();
        int next = 0;
        for (Shape.Member member : members) {
            if (order.contains(member.name())) {
                String name = order.get(next++);
                result.add(members.stream()
                        .filter(m -> m.name().equals(name))
                        .findFirst()
                        .orElseThrow());
            } else {
                result.add(member);
            }
        }
        return result;
    }

    private Shape.Scalar scalar(List<String> head, List<String[]> parts) {
        String type = head.get(0);
        String name = head.get(1);
        boolean measuredByLength = type.equals("string") || type.equals("blob");
        List<Rule> rules = bounds(head, measuredByLength ? "length" : "value");
        for (String[] part : parts) {
            rules.add(
                    switch (part[0]) {
                        case "pattern" -> new Rule.Matches(part[1], printedPatterns.getOrDefault(name, part[1]));
                        case "enum" -> {
                            List<String> values = List.of(part[1].split(" "));
                            yield new Rule.OneOf(values, printedEnums.getOrDefault(name, values));
                        }
                        default -> throw new IllegalArgumentException("Unknown line: " + part[0]);
                    });
        }
        return new Shape.Scalar(
                type, rules, lengthAlone.contains(name), type.equals("blob") || head.contains("sensitive"));
    }

    /** The upper bound comes first, as AWS prints it. */
    private static List<Rule> bounds(List<String> head, String what) {
        List<Rule> rules = new ArrayList<>();
        int max = head.indexOf("max");
        if (max >= 2) {
            rules.add(new Rule.AtMost(what, head.get(max + 1)));
        }
        int min = head.indexOf("min");
        if (min >= 2) {
            rules.add(new Rule.AtLeast(what, head.get(min + 1)));
        }
        return rules;
    }
}
