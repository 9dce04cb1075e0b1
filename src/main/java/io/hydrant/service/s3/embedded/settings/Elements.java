package io.hydrant.service.s3.embedded.settings;

import java.util.Optional;
import java.util.Set;

import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlElement;

/** Reads members of a document as its schema has them. */
final class Elements {
    private Elements() {}

    /** A text that is there and not blank. */
    static Optional<String> text(XmlElement parent, String name) {
        return parent.textOf(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** A whole number; {@code MalformedXML} when it is none. */
    static Optional<Long> number(XmlElement parent, String name) {
        try {
            return parent.textOf(name).map(String::strip).map(Long::valueOf);
        } catch (NumberFormatException e) {
            throw S3Errors.malformedXml();
        }
    }

    /** A member of an enumeration that must be there; {@code MalformedXML} otherwise. */
    static String oneOf(XmlElement parent, String name, Set<String> values) {
        return parent.textOf(name).map(String::strip).filter(values::contains).orElseThrow(S3Errors::malformedXml);
    }

    /** A child that must be there; {@code MalformedXML} otherwise. */
    static XmlElement required(XmlElement parent, String name) {
        return parent.child(name).orElseThrow(S3Errors::malformedXml);
    }

    /** {@code MalformedXML} unless the schema allows what was found. */
    static void requireWellFormed(boolean allowed) {
        if (!allowed) {
            throw S3Errors.malformedXml();
        }
    }

    /** {@code InvalidRequest} with {@code text} unless {@code allowed}. */
    static void require(boolean allowed, String text) {
        if (!allowed) {
            throw S3Errors.invalidRequest(text);
        }
    }
}
