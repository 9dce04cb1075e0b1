package io.hydrant.jq.function;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hydrant.jq.filter.BoundExceeded;
import io.hydrant.jq.filter.JqError;
import io.hydrant.jq.filter.Run;
import io.hydrant.jq.json.Json;
import org.jcodings.specific.UTF8Encoding;
import org.joni.Matcher;
import org.joni.NameEntry;
import org.joni.Option;
import org.joni.Region;
import org.joni.Syntax;
import org.joni.WarnCallback;
import org.joni.exception.JOniException;
import org.jspecify.annotations.Nullable;

/** A regular expression of jq's library, Oniguruma, with its flags. Safe for use by many threads. */
final class Regex {
    /** A search that takes longer is given up: the expression backtracks without end. */
    private static final long NANOSECONDS = 1_000_000_000;

    /** So many expressions are kept, of so many characters at most. */
    private static final int CACHED = 1000;

    private static final Map<String, Regex> CACHE = new ConcurrentHashMap<>();

    private final org.joni.Regex regex;
    private final boolean global;
    /** The names of groups by their numbers; null for a group without. */
    private final @Nullable String[] names;

    private Regex(org.joni.Regex regex, boolean global) {
        this.regex = regex;
        this.global = global;
        this.names = names(regex);
    }

    /** Loads the library, while a query is compiled: in a run the stack may be too small for that. */
    static void load() {
        byte[] text = {'a'};
        of("a", "").regex.matcher(text).search(0, text.length, Option.NONE);
    }

    static Regex of(String expression, String flags) {
        String key = flags + "/" + expression;
        Regex known = CACHE.get(key);
        if (known != null) {
            return known;
        }
        if (CACHE.size() >= CACHED) {
            CACHE.clear();
        }
        Regex made = compile(expression, flags);
        if (key.length() <= CACHED) {
            CACHE.put(key, made);
        }
        return made;
    }

    private static Regex compile(String expression, String flags) {
        int options = Option.CAPTURE_GROUP;
        boolean global = false;
        for (int i = 0; i < flags.length(); i++) {
            switch (flags.charAt(i)) {
                case 'g' -> global = true;
                case 'i' -> options |= Option.IGNORECASE;
                case 'x' -> options |= Option.EXTEND;
                case 's' -> options |= Option.SINGLELINE;
                case 'p' -> options |= Option.MULTILINE | Option.SINGLELINE;
                // The longest match: Joni loses it. The first one is taken.
                case 'l' -> {}
                case 'n' -> options |= Option.FIND_NOT_EMPTY;
                default -> throw new JqError(flags + " is not a valid modifier string");
            }
        }
        byte[] bytes = expression.getBytes(StandardCharsets.UTF_8);
        try {
            return new Regex(
                    new org.joni.Regex(
                            bytes, 0, bytes.length, options, UTF8Encoding.INSTANCE, Syntax.PerlNG, WarnCallback.NONE),
                    global);
        } catch (JOniException e) {
            throw new JqError("Regex failure: " + e.getMessage());
        }
    }

    boolean matches(Run run, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return search(run, regex.matcher(bytes), 0, 0, bytes.length) >= 0;
    }

    /** A place that is to be replaced, in bytes, and its named groups. */
    record Place(int start, int end, ObjectNode groups) {}

    /** The first match or all; as in jq 1.6, the text behind a match is looked at as a text of its own. */
    List<Place> places(Run run, byte[] bytes, boolean all) {
        List<Place> places = new ArrayList<>();
        int from = 0;
        do {
            Matcher matcher = regex.matcher(bytes, from, bytes.length);
            if (search(run, matcher, from, from, bytes.length) < 0) {
                break;
            }
            Region region = matcher.getEagerRegion();
            run.allocate(128L * region.getNumRegs());
            int base = from;
            from = base + region.getEnd(0);
            places.add(new Place(base + region.getBeg(0), from, groups(bytes, base, region)));
        } while (all && from < bytes.length);
        return places;
    }

    /** The named groups by their names; jq 1.6 reports none of an empty match. */
    private ObjectNode groups(byte[] bytes, int base, Region region) {
        ObjectNode groups = Json.object();
        if (region.getBeg(0) == region.getEnd(0)) {
            return groups;
        }
        for (int group = 1; group < region.getNumRegs(); group++) {
            String name = names[group];
            if (name != null) {
                int start = region.getBeg(group);
                boolean isAbsent = start < 0;
                groups.set(
                        name, isAbsent ? Json.NULL : Json.text(text(bytes, base + start, base + region.getEnd(group))));
            }
        }
        return groups;
    }

    /** The first match or all, as {@code match} reports them. */
    ArrayNode find(Run run, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ArrayNode matches = Json.array();
        Matcher matcher = regex.matcher(bytes);
        CodePoints codePoints = new CodePoints(bytes);
        int start = 0;
        do {
            if (search(run, matcher, 0, start, bytes.length) < 0) {
                break;
            }
            Region region = matcher.getEagerRegion();
            run.allocate(256L * region.getNumRegs());
            boolean isEmpty = region.getBeg(0) == region.getEnd(0);
            matches.add(match(bytes, codePoints, region, isEmpty));
            // An empty match moves the start by one, wherever it was found. Recorded with jq 1.6.
            start = isEmpty ? next(bytes, start) : region.getEnd(0);
        } while (global && start < bytes.length);
        return matches;
    }

    private static int next(byte[] bytes, int start) {
        int next = start + 1;
        while (next < bytes.length && (bytes[next] & 0xc0) == 0x80) {
            next++;
        }
        return next;
    }

    private static int search(Run run, Matcher matcher, int base, int start, int end) {
        matcher.setTimeout(NANOSECONDS);
        try {
            int found = matcher.searchInterruptible(start, end, Option.NONE);
            run.steps(8 + (found < 0 ? end - start : Math.max(0, base + matcher.getEnd() - start)) / 16);
            return found;
        } catch (InterruptedException e) {
            throw new BoundExceeded("A regular expression of the query takes more than a second on one text.");
        }
    }

    private ObjectNode match(byte[] bytes, CodePoints codePoints, Region region, boolean isEmpty) {
        ObjectNode match = Json.object();
        match.set("offset", Json.number(codePoints.before(region.getBeg(0))));
        match.set("length", Json.number(codePoints.before(region.getEnd(0)) - codePoints.before(region.getBeg(0))));
        match.put("string", text(bytes, region.getBeg(0), region.getEnd(0)));
        ArrayNode captures = Json.array();
        // jq 1.6 reports no groups of an empty match.
        for (int group = 1; group < region.getNumRegs() && !isEmpty; group++) {
            captures.add(capture(bytes, codePoints, region.getBeg(group), region.getEnd(group), names[group]));
        }
        match.set("captures", captures);
        return match;
    }

    private static ObjectNode capture(byte[] bytes, CodePoints codePoints, int start, int end, @Nullable String name) {
        ObjectNode capture = Json.object();
        boolean isAbsent = start < 0;
        capture.set("offset", Json.number(isAbsent ? -1 : codePoints.before(start)));
        if (isAbsent || start == end) {
            capture.set("string", isAbsent ? Json.NULL : Json.text(""));
            capture.set("length", Json.number(0));
        } else {
            capture.set("length", Json.number(codePoints.before(end) - codePoints.before(start)));
            capture.put("string", text(bytes, start, end));
        }
        capture.set("name", name == null ? Json.NULL : Json.text(name));
        return capture;
    }

    private static @Nullable String[] names(org.joni.Regex regex) {
        @Nullable String[] names = new String[regex.numberOfCaptures() + 1];
        if (regex.numberOfNames() == 0) {
            return names;
        }
        Iterator<NameEntry> entries = regex.namedBackrefIterator();
        while (entries.hasNext()) {
            NameEntry entry = entries.next();
            for (int group : entry.getBackRefs()) {
                names[group] = text(entry.name, entry.nameP, entry.nameEnd);
            }
        }
        return names;
    }

    private static String text(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
}
