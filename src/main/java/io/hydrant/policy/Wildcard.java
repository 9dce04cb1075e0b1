package io.hydrant.policy;

/** IAM's patterns: {@code *} for any characters, {@code ?} for one. */
final class Wildcard {
    private Wildcard() {}

    /** Whether the whole of {@code text} fits {@code pattern}; in linear space and without recursion. */
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int mark = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Whether two ARNs fit part by part, so that {@code *} never crosses one of the first five colons. */
    static boolean matchesArn(String pattern, String arn) {
        String[] wanted = pattern.split(":", 6);
        String[] parts = arn.split(":", 6);
        if (wanted.length != 6 || parts.length != 6) {
            return pattern.equals("*") || pattern.equals(arn);
        }
        for (int i = 0; i < 6; i++) {
            if (!matches(wanted[i], parts[i])) {
                return false;
            }
        }
        return true;
    }
}
