package io.hydrant.service.s3;

/** What the store answered instead of taking an object. */
public final class S3Exception extends RuntimeException {
    private final String code;
    private final int httpStatus;

    /**
     * An error as S3 words it.
     *
     * @param code S3's own code, such as {@code NoSuchBucket}
     * @param httpStatus the HTTP status, 400 to 599
     * @param message the text for people
     */
    public S3Exception(String code, int httpStatus, String message) {
        super(message);
        this.code = code;
        this.httpStatus = httpStatus;
    }

    /** S3's own code, such as {@code NoSuchBucket}. */
    public String code() {
        return code;
    }

    /** The HTTP status, 400 to 599. */
    public int httpStatus() {
        return httpStatus;
    }

    /** The text for people; never missing. */
    public String message() {
        String message = getMessage();
        return message == null ? code : message;
    }
}
