package io.hydrant.protocol;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Fills SDK objects from JSON that is already known to be well-formed; see {@link JsonCodec}. */
final class JsonDecoder {
    /** Far more than any input of AWS has; keeps a hostile body from taking many times its length as objects. */
    private static final int MAX_VALUES = 100_000;

    private final JsonParser parser;
    private final BodyForm form;
    private int values;

    JsonDecoder(JsonParser parser, BodyForm form) {
        this.parser = parser;
        this.form = form;
    }

    /** Reads the object at which the parser stands into {@code builder} and builds it. */
    SdkPojo structure(SdkPojo builder) throws IOException {
        Map<String, SdkField<?>> fields = Fields.of(builder).byName();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            SdkField<?> field = fields.get(parser.currentName());
            parser.nextToken();
            if (field == null) {
                parser.skipChildren();
            } else {
                field.set(builder, value(field));
            }
        }
        return (SdkPojo) ((Buildable) builder).build();
    }

    private @Nullable Object value(SdkField<?> field) throws IOException {
        refuse(++values > MAX_VALUES, "More than " + MAX_VALUES + " values.");
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            refuse(token == JsonToken.START_ARRAY, Coercions.NO_LIST);
            refuse(token != JsonToken.START_OBJECT, "Expected null");
            return structure(field.constructor().get());
        }
        if (type == MarshallingType.LIST) {
            refuse(token == JsonToken.START_OBJECT, Coercions.NO_STRUCTURE);
            refuse(token != JsonToken.START_ARRAY, "Expected list or null");
            return list(field.getRequiredTrait(ListTrait.class).memberFieldInfo());
        }
        if (type == MarshallingType.MAP) {
            refuse(token == JsonToken.START_ARRAY, Coercions.NO_LIST);
            refuse(token != JsonToken.START_OBJECT, "Expected map or null");
            return map(field.getRequiredTrait(MapTrait.class).valueFieldInfo());
        }
        refuse(token == JsonToken.START_ARRAY, Coercions.NO_LIST);
        refuse(token == JsonToken.START_OBJECT, Coercions.NO_STRUCTURE);
        return scalar(type, token);
    }

    private List<@Nullable Object> list(SdkField<?> element) throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(element));
        }
        return values;
    }

    private Map<String, @Nullable Object> map(SdkField<?> value) throws IOException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            values.put(key, value(value));
        }
        return values;
    }

    private @Nullable Object scalar(MarshallingType<?> type, JsonToken token) throws IOException {
        if (type == MarshallingType.STRING) {
            refuse(token != JsonToken.VALUE_STRING, sent(token) + " can not be converted to an String");
            return parser.getText();
        }
        if (type == MarshallingType.INTEGER) {
            return (int) Coercions.clamp(whole(token, "an Integer"), Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (type == MarshallingType.LONG) {
            return whole(token, "an Long");
        }
        if (type == MarshallingType.SHORT) {
            return (short) Coercions.clamp(whole(token, "an Short"), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        if (type == MarshallingType.DOUBLE) {
            return decimal(token, "an Double");
        }
        if (type == MarshallingType.FLOAT) {
            return (float) decimal(token, "an Float");
        }
        if (type == MarshallingType.BOOLEAN) {
            refuse(token.isNumeric(), sent(token) + " can not be converted to an Boolean");
            return token == JsonToken.VALUE_STRING
                    ? Coercions.toBoolean(parser.getText())
                    : token == JsonToken.VALUE_TRUE;
        }
        if (type == MarshallingType.SDK_BYTES) {
            if (token == JsonToken.VALUE_EMBEDDED_OBJECT) {
                return SdkBytes.fromByteArrayUnsafe(parser.getBinaryValue());
            }
            refuse(token != JsonToken.VALUE_STRING, sent(token) + " can not be converted to a Blob");
            return SdkBytes.fromByteArrayUnsafe(Coercions.toBytes(parser.getText()));
        }
        if (type == MarshallingType.INSTANT) {
            refuse(!token.isNumeric(), sent(token) + " can not be converted to milliseconds since epoch");
            if (form == BodyForm.CBOR && token == JsonToken.VALUE_NUMBER_INT) {
                return Instant.ofEpochMilli(Coercions.toLong(number()));
            }
            return Instant.ofEpochMilli(Math.round(Double.parseDouble(number()) * 1000));
        }
        throw new IllegalStateException("No shape of Hydrant's services has the type " + type.getTargetClass());
    }

    private long whole(JsonToken token, String target) throws IOException {
        refuse(!token.isNumeric(), sent(token) + " can not be converted to " + target);
        return Coercions.toLong(number());
    }

    /** The three values that JSON lacks may also come as texts, which is how the SDKs send them. */
    private double decimal(JsonToken token, String target) throws IOException {
        String text = number();
        boolean special = text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
        refuse(
                !token.isNumeric() && !(token == JsonToken.VALUE_STRING && special),
                sent(token) + " can not be converted to " + target);
        return Double.parseDouble(text);
    }

    /** The parser also lets {@code INF} pass for {@code Infinity}. */
    private String number() throws IOException {
        return parser.getText().replace("+", "").replaceFirst("INF$", "Infinity");
    }

    private static String sent(JsonToken token) {
        if (token.isBoolean()) {
            return "class java.lang.Boolean";
        }
        return token.isNumeric()
                ? "class com.amazon.coral.value.json.numbers.TruncatingBigNumber"
                : "class java.lang.String";
    }

    private static void refuse(boolean condition, String text) {
        if (condition) {
            throw Coercions.refused(text);
        }
    }
}
