package io.hydrant.protocol;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;

/** A body that is known to be exactly one object of bounded depth. */
final class JsonText {
    /** Far deeper than any input of AWS; keeps a hostile body from using up the stack. */
    static final int MAX_DEPTH = 100;

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

    private final byte[] text;
    private final BodyForm form;
    private final int longestText;

    private JsonText(byte[] text, BodyForm form, int longestText) {
        this.text = text;
        this.form = form;
        this.longestText = longestText;
    }

    /** Reads a JSON body; throws as {@link #of(byte[], BodyForm, int)} does. */
    static JsonText of(byte[] body) {
        return of(body, BodyForm.JSON, BoundedTexts.LONGEST);
    }

    /**
     * Reads a body.
     *
     * @throws io.hydrant.aws.AwsException {@code SerializationException} without a text when it is anything else than one
     *     object in {@code form}, and with one when a text in it is far too long
     */
    static JsonText of(byte[] body, BodyForm form, int longestText) {
        try {
            JsonText text = new JsonText(body, form, longestText);
            try (JsonParser parser = text.parser()) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw Coercions.notJson();
                }
                parser.skipChildren();
                if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                    throw Coercions.notJson();
                }
            }
            return text;
        } catch (BoundedTexts.TooLongException e) {
            throw Coercions.refused("A text is longer than " + longestText + " characters.");
        } catch (IOException e) {
            throw Coercions.notJson();
        }
    }

    /** A parser that stands before the object. */
    JsonParser parser() throws IOException {
        return form.parser(text, longestText);
    }

    BodyForm form() {
        return form;
    }

    /** A parser of JSON. It decodes piece by piece, and throws at the first byte that is not UTF-8. */
    static JsonParser characters(byte[] text, int longestText) throws IOException {
        Reader reader = new InputStreamReader(new ByteArrayInputStream(text), StandardCharsets.UTF_8.newDecoder());
        return FACTORY.createParser(text.length > longestText ? new BoundedTexts(reader, longestText) : reader);
    }
}
