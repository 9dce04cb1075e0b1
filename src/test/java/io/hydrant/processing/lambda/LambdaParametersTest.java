package io.hydrant.processing.lambda;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a processor is stored with when its caller left parameters out. */
class LambdaParametersTest {
    private static Map<String, String> complete(Map<String, Object> destination, Map<String, String> given) {
        return LambdaParameters.complete(given, destination);
    }

    @Test
    void allFiveParametersAreStoredInTheServicesOrder() {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("LambdaArn", "arn");
        expected.put("NumberOfRetries", "3");
        expected.put("RoleArn", "role");
        expected.put("BufferSizeInMBs", "1");
        expected.put("BufferIntervalInSeconds", "60");

        assertThat(complete(Map.of("RoleARN", "role"), Map.of("LambdaArn", "arn")))
                .containsExactlyEntriesOf(expected);
    }

    @Test
    void aFunctionBeforeSplunkGetsLessAtOnce() {
        assertThat(complete(Map.of("HECEndpoint", "https://splunk.example"), Map.of("LambdaArn", "arn")))
                .containsEntry("BufferSizeInMBs", "0.25");
    }

    @Test
    void aParameterThatIsGivenStays() {
        assertThat(complete(Map.of(), Map.of("LambdaArn", "arn", "BufferSizeInMBs", "3", "NumberOfRetries", "0")))
                .containsEntry("BufferSizeInMBs", "3")
                .containsEntry("NumberOfRetries", "0")
                .doesNotContainKey("RoleArn");
    }
}
