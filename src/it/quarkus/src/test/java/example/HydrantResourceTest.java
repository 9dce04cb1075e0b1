package example;

import java.net.URI;

import io.hydrant.control.HydrantControl;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What Quarkus does with the resource, done by hand. */
class HydrantResourceTest {
    @Test
    void runsFromStartToStop() {
        HydrantResource resource = new HydrantResource();
        HydrantControl control = new HydrantControl(URI.create(resource.start().get("aws.endpoint")));
        assertTrue(control.health().contains("\"version\""));

        resource.stop();

        assertThrows(RuntimeException.class, control::health);
    }
}
