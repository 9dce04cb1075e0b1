package io.hydrant.it;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A request as it goes over the wire.
 *
 * @param target path and query
 * @param headers each as one line
 */
record MutatedRequest(String method, String target, List<String> headers, byte[] body) {
    static MutatedRequest of(String method, String target, String body, String... headers) {
        return new MutatedRequest(method, target, List.of(headers), body.getBytes(UTF_8));
    }

    /** The same with one thing changed. */
    MutatedRequest mutated(RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0 -> new MutatedRequest(method, target(random), headers, body);
            case 1, 2 -> new MutatedRequest(method, parameter(random), headers, body);
            case 3, 4 -> new MutatedRequest(method, target, header(random), body);
            case 5 -> new MutatedRequest(method, target, headers, flipped(random));
            default -> new MutatedRequest(method, target, headers, piece(random));
        };
    }

    /** The request line and the headers. */
    String head() {
        return method + ' ' + target + " HTTP/1.1" + (headers.isEmpty() ? "" : "\r\n" + String.join("\r\n", headers));
    }

    @Override
    public String toString() {
        String text = new String(body, UTF_8);
        return head() + "\n\n" + text.substring(0, Math.min(2_000, text.length()));
    }

    private String target(RandomGenerator random) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        int cut = path.lastIndexOf('/') + 1;
        return path.substring(0, cut) + encoded(random) + (query < 0 ? "" : target.substring(query));
    }

    private String parameter(RandomGenerator random) {
        int query = target.indexOf('?');
        if (query < 0) {
            return target;
        }
        String[] pairs = target.substring(query + 1).split("&", -1);
        int at = random.nextInt(pairs.length);
        String name = pairs[at].split("=", 2)[0];
        pairs[at] = random.nextInt(6) == 0 ? encoded(random) : name + '=' + encoded(random);
        return target.substring(0, query + 1) + String.join("&", pairs);
    }

    private List<String> header(RandomGenerator random) {
        if (headers.isEmpty()) {
            return headers;
        }
        List<String> changed = new ArrayList<>(headers);
        int at = random.nextInt(changed.size());
        String name = changed.get(at).split(":", 2)[0];
        if (random.nextInt(6) == 0) {
            changed.remove(at);
        } else {
            changed.set(at, name + ": " + line(OddValues.text(random)));
        }
        return changed;
    }

    private byte[] flipped(RandomGenerator random) {
        byte[] changed = body.clone();
        for (int i = random.nextInt(1, 4); i > 0 && changed.length > 0; i--) {
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }

    /** A text between two marks of JSON, XML or a form becomes another, or goes. */
    private byte[] piece(RandomGenerator random) {
        String text = new String(body, UTF_8);
        List<int[]> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || "\"<>=&,:{}[]".indexOf(text.charAt(i)) >= 0) {
                pieces.add(new int[] {from, i});
                from = i + 1;
            }
        }
        int[] piece = pieces.get(random.nextInt(pieces.size()));
        String odd = body.length > 0 && text.charAt(0) == '{' ? quotedInside(random) : OddValues.text(random);
        return (text.substring(0, piece[0]) + odd + text.substring(piece[1])).getBytes(UTF_8);
    }

    private static String quotedInside(RandomGenerator random) {
        String quoted = OddValues.quoted(OddValues.text(random));
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String encoded(RandomGenerator random) {
        String text = OddValues.text(random);
        return text.startsWith("%") || random.nextInt(8) == 0
                ? line(text).replace(' ', '+')
                : URLEncoder.encode(text, UTF_8);
    }

    /** What fits on a line of the head. */
    private static String line(String text) {
        return new String(text.replaceAll("[\\x00-\\x1f]", "").getBytes(UTF_8), ISO_8859_1);
    }
}
