package io.hydrant.protocol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;

/** A text that is known to be exactly one JSON object of bounded depth. */
final class JsonText {
    /** Far deeper than any input of AWS; keeps a hostile body from using up the stack. */
    private static final int MAX_DEPTH = 100;

    /** NaN is let in because AWS judges it by its constraints; lengths are bounded by the body, numbers never converted. */
    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final String text;

    private JsonText(String text) {
        this.text = text;
    }

    /**
     * Reads a body.
     *
     * @throws io.hydrant.aws.AwsException {@code SerializationException} without a text when it is anything else than one
     *     JSON object in UTF-8
     */
    static JsonText of(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            try (JsonParser parser = FACTORY.createParser(text)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw Coercions.notJson();
                }
                parser.skipChildren();
                if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                    throw Coercions.notJson();
                }
            }
            return new JsonText(text);
        } catch (CharacterCodingException e) {
            throw Coercions.notJson();
        } catch (IOException e) {
            throw Coercions.notJson();
        }
    }

    /** A parser that stands before the object. */
    JsonParser parser() throws IOException {
        return FACTORY.createParser(text);
    }
}
