package io.hydrant.testing.junit;

import java.lang.reflect.Method;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TestFaultsTest {
    @SuppressWarnings("unused") // read by reflection
    private static final class Annotated {
        @Fault(value = "{}", times = 2)
        void both() {}

        @Fault
        void neither() {}

        @Fault(hop = "s3", error = "SlowDown", after = -1, times = -2, seed = 7)
        void odd() {}
    }

    private static String rule(String name) {
        Method method = Arrays.stream(Annotated.class.getDeclaredMethods())
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
        return TestFaults.rule(method.getAnnotation(Fault.class), method);
    }

    @Test
    void aRuleAsJsonHasNoMembersBesideIt() {
        assertThatThrownBy(() -> rule("both"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith("A @Fault has either a rule as JSON and nothing else, or a hop");
        assertThatThrownBy(() -> rule("neither")).isInstanceOf(ExtensionConfigurationException.class);
    }

    @Test
    void aMemberThatCannotBeRightIsLeftToTheServerToRefuse() {
        assertThat(rule("odd")).contains("\"after\":-1", "\"times\":-2", "\"seed\":7");
    }
}
