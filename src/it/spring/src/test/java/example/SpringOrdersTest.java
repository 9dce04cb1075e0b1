package example;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

import io.hydrant.Hydrant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** The application's own client, led to Hydrant by a property. With Spring Boot, {@code @SpringBootTest} takes the place of the first line. */
@SpringJUnitConfig(SpringOrdersTest.Application.class)
@DirtiesContext
class SpringOrdersTest {
    private static final Hydrant HYDRANT = Hydrant.start();

    @DynamicPropertySource
    static void endpoint(DynamicPropertyRegistry properties) {
        properties.add("aws.endpoint", HYDRANT::endpoint);
    }

    @AfterAll
    static void stop() {
        HYDRANT.close();
    }

    @Test
    void theApplicationPutsToHydrant(@Autowired FirehoseClient firehose) throws Exception {
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(HYDRANT.endpoint().resolve("/lake")).PUT(BodyPublishers.noBody()).build(),
                        BodyHandlers.discarding());
        firehose.createDeliveryStream(r -> r.deliveryStreamName("orders")
                .extendedS3DestinationConfiguration(d -> d.bucketARN("arn:aws:s3:::lake")
                        .roleARN("arn:aws:iam::000000000000:role/firehose")));
        firehose.putRecord(r -> r.deliveryStreamName("orders").record(d -> d.data(SdkBytes.fromUtf8String("one"))));

        assertTrue(HYDRANT.control().flush("orders").contains("\"outcome\":\"DELIVERED\""));
    }

    @Configuration
    static class Application {
        @Bean(destroyMethod = "close")
        FirehoseClient firehose(@Value("${aws.endpoint}") URI endpoint) {
            return FirehoseClient.builder()
                    .endpointOverride(endpoint)
                    .region(Region.US_EAST_1)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                    .build();
        }
    }
}
