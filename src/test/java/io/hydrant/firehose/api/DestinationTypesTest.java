package io.hydrant.firehose.api;

import java.util.List;
import java.util.Map;

import io.hydrant.firehose.configuration.DestinationType;
import io.hydrant.firehose.configuration.Destinations;
import io.hydrant.support.TestDestinations;
import io.hydrant.support.TestProcessors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.firehose.model.CreateDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.DestinationDescription;
import software.amazon.awssdk.services.firehose.model.UpdateDestinationRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The ten types, held against the service's model and CloudWatch's names. */
class DestinationTypesTest {
    @ParameterizedTest
    @MethodSource("io.hydrant.support.TestDestinations#all")
    void isCalledAsTheServiceCallsIt(DestinationType type) {
        assertThat(members(CreateDeliveryStreamRequest.builder())).contains(type.configurationMember());
        assertThat(members(UpdateDestinationRequest.builder())).contains(type.updateMember());
        assertThat(members(DestinationDescription.builder())).contains(type.descriptionMember());
    }

    @Test
    void noDestinationOfTheServiceIsForgotten() {
        assertThat(members(CreateDeliveryStreamRequest.builder()).stream()
                        .filter(member -> member.endsWith("DestinationConfiguration")))
                .containsExactlyInAnyOrderElementsOf(TestDestinations.all().stream()
                        .map(DestinationType::configurationMember)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            NAME                       | FAMILY
            S3                         | DeliveryToS3
            ExtendedS3                 | DeliveryToS3
            Redshift                   | DeliveryToRedshift
            Elasticsearch              | DeliveryToElasticsearch
            Amazonopensearchservice    | DeliveryToAmazonOpenSearchService
            Splunk                     | DeliveryToSplunk
            HttpEndpoint               | DeliveryToHttpEndpoint
            AmazonOpenSearchServerless | DeliveryToAmazonOpenSearchServerless
            Snowflake                  | DeliveryToSnowflake
            Iceberg                    | DeliveryToIceberg
            """)
    void namesItsMetricsAsCloudWatchDoes(String name, String family) {
        assertThat(TestDestinations.named(name).metrics().family()).isEqualTo(family);
    }

    @ParameterizedTest
    @MethodSource("io.hydrant.support.TestDestinations#all")
    void theSmallestConfigurationHasAllThatIsRequired(DestinationType type) {
        Map<String, Object> smallest = Examples.smallest(type);

        assertThat(smallest).containsKeys(type.rules().requiredMembers().toArray(String[]::new));
    }

    @Test
    void twoDestinationsOfOneNameAreRefused() {
        assertThatThrownBy(() ->
                        new Destinations(List.of(TestDestinations.S3, TestDestinations.S3), TestProcessors.known()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> members(SdkPojo shape) {
        return shape.sdkFields().stream().map(SdkField::locationName).toList();
    }
}
