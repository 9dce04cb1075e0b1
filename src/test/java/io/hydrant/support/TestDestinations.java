package io.hydrant.support;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.hydrant.destination.CpuPermits;
import io.hydrant.destination.http.HttpEndpointType;
import io.hydrant.destination.iceberg.IcebergType;
import io.hydrant.destination.redshift.RedshiftType;
import io.hydrant.destination.s3.ExtendedS3Type;
import io.hydrant.destination.s3.S3Type;
import io.hydrant.destination.search.ElasticsearchType;
import io.hydrant.destination.search.OpenSearchServerlessType;
import io.hydrant.destination.search.OpenSearchServiceType;
import io.hydrant.destination.snowflake.SnowflakeType;
import io.hydrant.destination.splunk.SplunkType;
import io.hydrant.firehose.configuration.DestinationType;
import io.hydrant.firehose.configuration.Destinations;
import io.hydrant.http.client.HttpPoster;
import io.hydrant.memory.Share;
import io.hydrant.receiver.Counterparts;
import io.hydrant.receiver.ReceivedLog;
import io.hydrant.receiver.Receivers;
import io.hydrant.resource.Resources;
import io.hydrant.time.Pauses;

/** The ten destinations, for tests that start no Hydrant. */
public final class TestDestinations {
    private static final Counterparts COUNTERPARTS = new Counterparts(
            new Resources(),
            new HttpPoster(),
            new Receivers(new ReceivedLog(new Share("received", 1 << 20)), InstantSource.system(), new CpuPermits(1)));

    public static final DestinationType S3 = new S3Type();
    public static final DestinationType EXTENDED_S3 = new ExtendedS3Type();
    public static final DestinationType REDSHIFT = new RedshiftType();
    public static final DestinationType ELASTICSEARCH = new ElasticsearchType(COUNTERPARTS);
    public static final DestinationType AMAZON_OPENSEARCH_SERVICE = new OpenSearchServiceType(COUNTERPARTS);
    public static final DestinationType SPLUNK = new SplunkType(COUNTERPARTS, new Pauses(), UUID::randomUUID);
    public static final DestinationType HTTP_ENDPOINT =
            new HttpEndpointType(new HttpPoster(), Optional::of, UUID::randomUUID);
    public static final DestinationType AMAZON_OPENSEARCH_SERVERLESS = new OpenSearchServerlessType(COUNTERPARTS);
    public static final DestinationType SNOWFLAKE = new SnowflakeType();
    public static final DestinationType ICEBERG = new IcebergType();

    private TestDestinations() {}

    /** All ten. */
    public static Destinations known() {
        return new Destinations(all(), TestProcessors.known());
    }

    /** The one that the service calls so, such as {@code ExtendedS3}. */
    public static DestinationType named(String awsName) {
        return all().stream()
                .filter(type -> type.awsName().equals(awsName))
                .findFirst()
                .orElseThrow();
    }

    /** Each once, in the service's order. */
    public static List<DestinationType> all() {
        return List.of(
                S3,
                EXTENDED_S3,
                REDSHIFT,
                ELASTICSEARCH,
                AMAZON_OPENSEARCH_SERVICE,
                SPLUNK,
                HTTP_ENDPOINT,
                AMAZON_OPENSEARCH_SERVERLESS,
                SNOWFLAKE,
                ICEBERG);
    }
}
