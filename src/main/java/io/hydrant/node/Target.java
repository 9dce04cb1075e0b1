package io.hydrant.node;

import java.net.URI;

import io.hydrant.http.RequestHead;

/** Where a call goes at another node. What a URI does not allow, and clients send all the same, becomes percent-encoded. */
final class Target {
    private static final String MARKS = "-._~:/?@!$&'()*+,;=";

    private Target() {}

    static URI at(String address, RequestHead head) {
        StringBuilder text = new StringBuilder("http://").append(address);
        if (!head.path().startsWith("/")) {
            text.append('/'); // of the server as a whole
        }
        append(text, head.path());
        if (!head.query().isEmpty()) {
            append(text.append('?'), head.query());
        }
        return URI.create(text.toString());
    }

    private static void append(StringBuilder text, String sent) {
        for (int i = 0; i < sent.length(); i++) {
            char c = sent.charAt(i);
            if (isPlain(c) || (c == '%' && isHex(sent, i + 1) && isHex(sent, i + 2))) {
                text.append(c);
            } else { // the server reads each byte as one character
                text.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4 & 0xF, 16)));
                text.append(Character.toUpperCase(Character.forDigit(c & 0xF, 16)));
            }
        }
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || MARKS.indexOf(c) >= 0;
    }

    private static boolean isHex(String text, int index) {
        return index < text.length() && Character.digit(text.charAt(index), 16) >= 0;
    }
}
