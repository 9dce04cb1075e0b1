package io.hydrant.destination;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class JsonTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "logs-2026-03-04", "ä 🚰", "a\"b", "a\\b", "a\nb\rc\td", "\u0000\u001f", "\u007f"})
    void aReaderOfJsonReadsTheSameText(String text) throws Exception {
        assertThat(new ObjectMapper().readValue(JsonText.quoted(text), String.class))
                .isEqualTo(text);
    }
}
