package io.hydrant.service.s3.embedded.listing;

import java.util.Comparator;

/** The order of keys in listings: by their UTF-8 bytes, which is by code point and not by Java's char. */
public final class KeyOrder implements Comparator<String> {
    /** The only one there is. */
    public static final KeyOrder INSTANCE = new KeyOrder();

    private KeyOrder() {}

    @Override
    public int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                boolean plain = Character.isSurrogate(l) == Character.isSurrogate(r);
                return plain ? Character.compare(l, r) : Character.isSurrogate(l) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
