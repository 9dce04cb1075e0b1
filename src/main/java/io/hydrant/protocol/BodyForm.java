package io.hydrant.protocol;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import io.hydrant.http.RequestHead;

/** How bodies are written: the same members as text or as bytes. */
public enum BodyForm {
    /** AWS JSON 1.1. */
    JSON("application/x-amz-json-1.1") {
        @Override
        JsonParser parser(byte[] body, int longestText) throws IOException {
            return JsonText.characters(body, longestText);
        }

        @Override
        JsonGenerator generator(OutputStream out) throws IOException {
            return JsonText.FACTORY.createGenerator(out);
        }

        /** Seconds since the epoch with at most three decimals and never an exponent. */
        @Override
        void write(JsonGenerator generator, Instant instant) throws IOException {
            generator.writeNumber(BigDecimal.valueOf(instant.toEpochMilli(), 3)
                    .stripTrailingZeros()
                    .toPlainString());
        }
    },
    /** AWS CBOR 1.1, which the Java SDK speaks to Kinesis. */
    CBOR("application/x-amz-cbor-1.1") {
        @Override
        JsonParser parser(byte[] body, int longestText) throws IOException {
            return Cbor.parser(body);
        }

        @Override
        JsonGenerator generator(OutputStream out) throws IOException {
            return Cbor.generator(out);
        }

        /** Milliseconds under tag 1, as the Java SDK sends them; the tag's own unit would be seconds. */
        @Override
        void write(JsonGenerator generator, Instant instant) throws IOException {
            Cbor.write(generator, instant);
        }
    };

    private final String mediaType;

    BodyForm(String mediaType) {
        this.mediaType = mediaType;
    }

    /** All that knows the library, which is loaded with the first body of this form. */
    private static final class Cbor {
        private static final int INSTANT_TAG = 1;
        private static final CBORFactory FACTORY = CBORFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(JsonText.MAX_DEPTH)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build())
                .build();

        static JsonParser parser(byte[] body) throws IOException {
            return FACTORY.createParser(body);
        }

        static JsonGenerator generator(OutputStream out) throws IOException {
            return FACTORY.createGenerator(out);
        }

        static void write(JsonGenerator generator, Instant instant) throws IOException {
            ((CBORGenerator) generator).writeTag(INSTANT_TAG);
            generator.writeNumber(instant.toEpochMilli());
        }
    }

    /** What stands in {@code Content-Type}. */
    String mediaType() {
        return mediaType;
    }

    /** Whether the request says that its body has this form. */
    boolean isOf(RequestHead head) {
        return RequestPrecheck.mediaType(head).equalsIgnoreCase(mediaType);
    }

    /**
     * A parser that stands before the body.
     *
     * @param longestText in characters, of any text in it
     */
    abstract JsonParser parser(byte[] body, int longestText) throws IOException;

    abstract JsonGenerator generator(OutputStream out) throws IOException;

    abstract void write(JsonGenerator generator, Instant instant) throws IOException;
}
