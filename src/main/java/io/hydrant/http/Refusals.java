package io.hydrant.http;

/** Sentences about bodies that the server does not take; each endpoint puts them into its own form. */
public final class Refusals {
    /** Of a request for which there is no memory at the moment. */
    public static final String NO_ROOM = "The memory for requests under way is used up. Try again with fewer large"
            + " requests at once, or start Hydrant with a larger heap (-Xmx).";

    private Refusals() {}

    /** Of a body with more than {@code bound} bytes. */
    public static String tooLong(long bound) {
        return "The body of the request is too long: it may have at most " + bound + " bytes.";
    }
}
