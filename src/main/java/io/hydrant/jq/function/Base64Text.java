package io.hydrant.jq.function;

import java.io.ByteArrayOutputStream;

import io.hydrant.jq.filter.JqError;
import io.hydrant.jq.json.Json;
import io.hydrant.jq.json.Unicode;

/** Base64 as jq reads it: up to the first {@code =}, with or without padding. */
final class Base64Text {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private Base64Text() {}

    static String decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int bits = 0;
        int count = 0;
        for (int i = 0; i < text.length() && text.charAt(i) != '='; i++) {
            int value = LETTERS.indexOf(text.charAt(i));
            if (value < 0) {
                throw new JqError(Json.shown(Json.text(text)) + " is not valid base64 data");
            }
            bits = bits << 6 | value;
            count++;
            if (count == 4) {
                bytes.write(bits >> 16);
                bytes.write(bits >> 8);
                bytes.write(bits);
                bits = 0;
                count = 0;
            }
        }
        if (count == 3) {
            bytes.write(bits >> 10);
            bytes.write(bits >> 2);
        } else if (count == 2) {
            bytes.write(bits >> 4);
        } else if (count == 1) {
            throw new JqError(Json.shown(Json.text(text)) + " trailing base64 byte found");
        }
        return Unicode.decode(bytes.toByteArray());
    }
}
