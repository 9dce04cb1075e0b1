package io.hydrant.service.s3.embedded.document;

import java.util.Optional;
import java.util.Set;

/** Reads members of a document as its schema has them. */
public final class Elements {
    private Elements() {}

    /** A text that is there and not blank. */
    public static Optional<String> text(XmlElement parent, String name) {
        return parent.textOf(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** A whole number; {@code MalformedXML} when it is none. */
    public static Optional<Long> number(XmlElement parent, String name) {
        try {
            return parent.textOf(name).map(String::strip).map(Long::valueOf);
        } catch (NumberFormatException e) {
            throw S3Errors.malformedXml();
        }
    }

    /** A member of an enumeration that must be there; {@code MalformedXML} otherwise. */
    public static String oneOf(XmlElement parent, String name, Set<String> values) {
        return parent.textOf(name).map(String::strip).filter(values::contains).orElseThrow(S3Errors::malformedXml);
    }

    /** A child that must be there; {@code MalformedXML} otherwise. */
    public static XmlElement required(XmlElement parent, String name) {
        return parent.child(name).orElseThrow(S3Errors::malformedXml);
    }

    /** {@code MalformedXML} unless the schema allows what was found. */
    public static void requireWellFormed(boolean allowed) {
        if (!allowed) {
            throw S3Errors.malformedXml();
        }
    }

    /** {@code InvalidRequest} with {@code text} unless {@code allowed}. */
    public static void require(boolean allowed, String text) {
        if (!allowed) {
            throw S3Errors.invalidRequest(text);
        }
    }
}
