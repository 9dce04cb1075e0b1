package io.hydrant.firehose.configuration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.hydrant.source.SourceKind;
import io.hydrant.support.TestDestinations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DestinationConfigurationTest {
    @ParameterizedTest
    @ValueSource(strings = {"AccessKey", "Password", "HECToken", "PrivateKey", "KeyPassphrase"})
    void neverPrintsASecretHoweverDeepItLies(String secret) {
        DestinationConfiguration configuration = new DestinationConfiguration(
                TestDestinations.HTTP_ENDPOINT, Map.of("List", List.of(Map.of("Deep", Map.of(secret, "hidden")))));

        assertThat(configuration.toString()).contains(secret + "=***").doesNotContain("hidden");
        assertThat(new SourceConfiguration(SourceKind.DatabaseAsSource, configuration.members()).toString())
                .doesNotContain("hidden");
    }

    @Test
    void doesNotFollowLaterChangesOfItsParts() {
        List<Object> list = new ArrayList<>(List.of("a"));
        Map<String, Object> members = new HashMap<>(Map.of("List", list));

        DestinationConfiguration configuration = new DestinationConfiguration(TestDestinations.S3, members);
        list.add("b");
        members.clear();

        assertThat(configuration.members()).isEqualTo(Map.of("List", List.of("a")));
        assertThatThrownBy(() -> configuration.members().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void takesNeutralValuesOnly() {
        assertThatThrownBy(() -> new DestinationConfiguration(TestDestinations.S3, Map.of("Odd", new Object())))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
