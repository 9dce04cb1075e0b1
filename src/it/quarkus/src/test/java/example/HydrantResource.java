package example;

import java.util.Map;

import io.hydrant.Hydrant;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** For {@code @QuarkusTestResource(HydrantResource.class)}: Hydrant beside the application, and the properties that lead to it. */
public final class HydrantResource implements QuarkusTestResourceLifecycleManager {
    private Hydrant hydrant;

    @Override
    public Map<String, String> start() {
        hydrant = Hydrant.start();
        return Map.of(
                "aws.endpoint", hydrant.endpoint().toString(), // for a client of your own
                "quarkus.s3.endpoint-override", hydrant.endpoint().toString(), // of quarkus-amazon-services
                "quarkus.s3.path-style-access", "true",
                "quarkus.s3.aws.region", hydrant.region(),
                "quarkus.s3.aws.credentials.type", "static",
                "quarkus.s3.aws.credentials.static-provider.access-key-id", "test",
                "quarkus.s3.aws.credentials.static-provider.secret-access-key", "test");
    }

    @Override
    public void stop() {
        hydrant.close();
    }
}
