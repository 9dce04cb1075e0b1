package io.hydrant.jq.function;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
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

/** A regular expression of jq's library, Oniguruma, with its flags. Safe for use by many threads. */
final class Regex {
    /** A search that takes longer is given up: the expression backtracks without end. */
    private static final long NANOSECONDS = 1_000_000_000;

    /** So many expressions are kept, of so many characters at most. */
    private static final int CACHED = 1000;

    private static final Map<String, Regex> CACHE = new ConcurrentHashMap<>();

    private final org.joni.Regex regex;
    private final boolean global;

    private Regex(org.joni.Regex regex, boolean global) {
        this.regex = regex;
        this.global = global;
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
        return search(run, regex.matcher(bytes), 0, bytes.length) >= 0;
    }

    /** The first match, whatever the flags. */
    Optional<JsonNode> first(Run run, String text) {
        ArrayNode found = find(run, text, false);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    /** The first match or all, as {@code match} reports them. */
    ArrayNode find(Run run, String text) {
        return find(run, text, global);
    }

    private ArrayNode find(Run run, String text, boolean all) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ArrayNode matches = Json.array();
        Matcher matcher = regex.matcher(bytes);
        int start = 0;
        do {
            if (search(run, matcher, start, bytes.length) < 0) {
                break;
            }
            Region region = matcher.getEagerRegion();
            run.allocate(256L * region.getNumRegs());
            boolean isEmpty = region.getBeg(0) == region.getEnd(0);
            matches.add(match(bytes, region, isEmpty));
            // An empty match moves the start by one, wherever it was found. Recorded with jq 1.6.
            start = isEmpty ? next(bytes, start) : region.getEnd(0);
        } while (all && start < bytes.length);
        return matches;
    }

    private static int next(byte[] bytes, int start) {
        int next = start + 1;
        while (next < bytes.length && (bytes[next] & 0xc0) == 0x80) {
            next++;
        }
        return next;
    }

    private static int search(Run run, Matcher matcher, int start, int end) {
        run.steps(8 + (end - start) / 16);
        matcher.setTimeout(NANOSECONDS);
        try {
            return matcher.searchInterruptible(start, end, Option.NONE);
        } catch (InterruptedException e) {
            throw new BoundExceeded("A regular expression of the query takes more than a second on one text.");
        }
    }

    private ObjectNode match(byte[] bytes, Region region, boolean isEmpty) {
        ObjectNode match = Json.object();
        match.set("offset", Json.number(codePoints(bytes, 0, region.getBeg(0))));
        match.set("length", Json.number(codePoints(bytes, region.getBeg(0), region.getEnd(0))));
        match.put("string", text(bytes, region.getBeg(0), region.getEnd(0)));
        ArrayNode captures = Json.array();
        // jq 1.6 reports no groups of an empty match.
        for (int group = 1; group < region.getNumRegs() && !isEmpty; group++) {
            captures.add(capture(bytes, region.getBeg(group), region.getEnd(group)));
        }
        if (!isEmpty) {
            name(captures);
        }
        match.set("captures", captures);
        return match;
    }

    private static ObjectNode capture(byte[] bytes, int start, int end) {
        ObjectNode capture = Json.object();
        boolean isAbsent = start < 0;
        capture.set("offset", Json.number(isAbsent ? -1 : codePoints(bytes, 0, start)));
        if (isAbsent || start == end) {
            capture.set("string", isAbsent ? Json.NULL : Json.text(""));
            capture.set("length", Json.number(0));
        } else {
            capture.set("length", Json.number(codePoints(bytes, start, end)));
            capture.put("string", text(bytes, start, end));
        }
        capture.set("name", Json.NULL);
        return capture;
    }

    private void name(ArrayNode captures) {
        if (regex.numberOfNames() == 0) {
            return;
        }
        Iterator<NameEntry> names = regex.namedBackrefIterator();
        while (names.hasNext()) {
            NameEntry entry = names.next();
            String name = text(entry.name, entry.nameP, entry.nameEnd);
            for (int group : entry.getBackRefs()) {
                ((ObjectNode) captures.get(group - 1)).put("name", name);
            }
        }
    }

    private static String text(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    private static int codePoints(byte[] bytes, int start, int end) {
        int count = 0;
        for (int i = start; i < end; i++) {
            count += (bytes[i] & 0xc0) == 0x80 ? 0 : 1;
        }
        return count;
    }
}
