package io.hydrant.aws;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

import static org.assertj.core.api.Assertions.assertThat;

class KnownRegionsTest {
    @Test
    void knowsEveryRegionThatTheSdkKnows() {
        assertThat(Region.regions())
                .filteredOn(region -> !region.isGlobalRegion())
                .extracting(Region::id)
                .allMatch(KnownRegions::contains);
    }

    @Test
    void knowsNoInventedName() {
        assertThat(new String[] {"eu-east-1", "aws-global", "EU", "", "us-east-11"})
                .noneMatch(KnownRegions::contains);
    }
}
