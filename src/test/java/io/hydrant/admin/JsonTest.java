package io.hydrant.admin;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JsonTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();

    private enum Colour {
        RED
    }

    @Test
    void anAnswerIsWrittenAsJacksonWritesIt() throws Exception {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("text", "ä \"\\\n\u0001\u2028🚰");
        all.put("numbers", Arrays.asList(0, -1, Long.MAX_VALUE, 0.1, 1e300, new BigDecimal("12.50"), null));
        all.put("truth", List.of(true, false));
        all.put("nothing", null);
        all.put("empty", List.of(Map.of(), List.of(), ""));
        all.put("tree", JACKSON.readTree("{\"a\":[1,{\"b\":null}]}"));
        all.put("trees", List.of(JACKSON.readTree("[]"), JACKSON.readTree("7")));
        all.put("constant", Colour.RED);
        all.put("deep", new ArrayList<>(List.of(Map.of("a", List.of(Map.of("b", 1))))));

        String written = new String(Json.answer(200, all).body(), StandardCharsets.UTF_8);

        assertThat(written).isEqualTo(JACKSON.writeValueAsString(all));
    }
}
