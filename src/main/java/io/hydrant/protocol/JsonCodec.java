package io.hydrant.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * SDK objects as AWS JSON 1.1 and back, by the SDK's own field list. Unknown members are ignored at any depth, null
 * is absent, and of a repeated member the last one counts. Stateless.
 */
public final class JsonCodec {
    private JsonCodec() {}

    /**
     * Reads a body into a fresh SDK builder and builds it. Never throws anything but an {@code AwsException}, whatever the
     * bytes are.
     *
     * @throws io.hydrant.aws.AwsException {@code SerializationException}
     */
    public static SdkPojo decode(byte[] body, Supplier<? extends SdkPojo> builder) {
        return decode(JsonText.of(body), builder);
    }

    static SdkPojo decode(JsonText text, Supplier<? extends SdkPojo> builder) {
        try (JsonParser parser = text.parser()) {
            parser.nextToken();
            return new JsonDecoder(parser, text.form()).structure(builder.get());
        } catch (IOException e) {
            throw Coercions.notJson();
        }
    }

    /** Writes an SDK object as JSON: absent values left out, members in alphabetical order. */
    public static byte[] encode(SdkPojo value) {
        return encode(value, BodyForm.JSON);
    }

    /** Writes an SDK object in that form, as {@link #encode(SdkPojo)} does. */
    public static byte[] encode(SdkPojo value, BodyForm form) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = form.generator(out)) {
            structure(json, form, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void structure(JsonGenerator json, BodyForm form, SdkPojo pojo) throws IOException {
        json.writeStartObject();
        for (SdkField<?> field : Fields.of(pojo).alphabetical()) {
            Object value = Fields.value(field, pojo);
            if (value != null) {
                json.writeFieldName(field.locationName());
                value(json, form, value);
            }
        }
        json.writeEndObject();
    }

    private static void value(JsonGenerator json, BodyForm form, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Double || value instanceof Float) {
            json.writeNumber(((Number) value).doubleValue());
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Instant instant) {
            form.write(json, instant);
        } else if (value instanceof SdkBytes bytes) {
            json.writeBinary(bytes.asByteArrayUnsafe());
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                value(json, form, element);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName((String) entry.getKey());
                value(json, form, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof SdkPojo pojo) {
            structure(json, form, pojo);
        } else {
            throw new IllegalStateException(
                    "No JSON form for a " + value.getClass().getName());
        }
    }
}
