package io.hydrant.service.s3.embedded.storage;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * How a key becomes the names of folders and a file, and back. A key's parts between slashes are names as they stand, but:
 *
 * <ul>
 *   <li>{@code %}, {@code \}, control characters and what the file system's character set lacks become {@code %XX} per byte of
 *       UTF-8; on Windows also the characters that it forbids
 *   <li>{@code .} and {@code ..} become {@code %2E} and {@code %2E%2E}; an empty part becomes {@code %_}
 *   <li>a part of more than 200 bytes is cut into several folders, of which all but the last end in {@code %+}
 *   <li>a folder whose name a file has already ends in {@code %d}; a file whose name something else has already ends in
 *       {@code %~} and eight digits
 * </ul>
 */
final class FileNames {
    static final String TAKEN_FOLDER = "%d";
    static final String TAKEN_FILE = "%~";
    private static final String EMPTY = "%_";
    private static final String CONTINUED = "%+";
    private static final int LONGEST = 200;
    private static final String FORBIDDEN = File.separatorChar == '\\' ? "\\:*?\"<>|" : "\\";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final Charset NATIVE = nativeCharset();

    private FileNames() {}

    /** The names for {@code key}: folders, and the file last; never empty. */
    static List<String> of(String key) {
        List<String> names = new ArrayList<>();
        for (String part : key.split("/", -1)) {
            cut(escaped(part), names);
        }
        return names;
    }

    /** The key behind {@code names}. */
    static String key(List<String> names) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            boolean file = i == names.size() - 1;
            String name = names.get(i);
            if (!file && name.endsWith(TAKEN_FOLDER)) {
                name = name.substring(0, name.length() - TAKEN_FOLDER.length());
            }
            int taken = file ? name.lastIndexOf(TAKEN_FILE) : -1;
            if (taken >= 0) {
                name = name.substring(0, taken);
            }
            boolean continued = name.endsWith(CONTINUED);
            if (continued) {
                name = name.substring(0, name.length() - CONTINUED.length());
            }
            key.append(name.equals(EMPTY) ? "" : unescaped(name));
            if (!file && !continued) {
                key.append('/');
            }
        }
        return key.toString();
    }

    private static void cut(String name, List<String> names) {
        int start = 0;
        int bytes = 0;
        int at = 0;
        while (at < name.length()) {
            int unit = name.charAt(at) == '%' && name.length() > at + 2 ? 3 : Character.charCount(name.codePointAt(at));
            int size = name.substring(at, at + unit).getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > LONGEST) {
                names.add(name.substring(start, at) + CONTINUED);
                start = at;
                bytes = 0;
            }
            bytes += size;
            at += unit;
        }
        names.add(name.substring(start));
    }

    private static String escaped(String part) {
        if (part.isEmpty()) {
            return EMPTY;
        }
        if (part.equals(".") || part.equals("..")) {
            return part.replace(".", "%2E");
        }
        StringBuilder name = new StringBuilder(part.length() + 8);
        part.codePoints().forEach(c -> {
            String text = Character.toString(c);
            boolean plain = c >= ' ' && c != 0x7F && c != '%' && FORBIDDEN.indexOf(c) < 0;
            if (plain && (c < 0x7F || NATIVE.newEncoder().canEncode(text))) {
                name.append(text);
            } else {
                for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                    name.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
                }
            }
        });
        return name.toString();
    }

    private static String unescaped(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(name.length());
        byte[] raw = name.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(raw[i + 2], 16) : -1;
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(raw[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Charset nativeCharset() {
        try {
            return Charset.forName(System.getProperty("sun.jnu.encoding", "US-ASCII"));
        } catch (IllegalArgumentException e) {
            return StandardCharsets.US_ASCII;
        }
    }
}
