package io.hydrant.firehose.configuration;

/** The ten destinations of a delivery stream; the service has one member for each in its requests and answers. */
public enum DestinationKind {
    S3("S3"),
    EXTENDED_S3("ExtendedS3"),
    REDSHIFT("Redshift"),
    ELASTICSEARCH("Elasticsearch"),
    AMAZON_OPENSEARCH_SERVICE("Amazonopensearchservice"),
    SPLUNK("Splunk"),
    HTTP_ENDPOINT("HttpEndpoint"),
    AMAZON_OPENSEARCH_SERVERLESS("AmazonOpenSearchServerless"),
    SNOWFLAKE("Snowflake"),
    ICEBERG("Iceberg");

    private final String awsName;

    DestinationKind(String awsName) {
        this.awsName = awsName;
    }

    /** The word that the service's member names begin with, such as {@code ExtendedS3}. */
    public String awsName() {
        return awsName;
    }

    /** The member of CreateDeliveryStream, such as {@code ExtendedS3DestinationConfiguration}. */
    public String configurationMember() {
        return awsName + "DestinationConfiguration";
    }

    /** The member of UpdateDestination, such as {@code ExtendedS3DestinationUpdate}. */
    public String updateMember() {
        return awsName + "DestinationUpdate";
    }

    /** The member of a destination's description, such as {@code ExtendedS3DestinationDescription}. */
    public String descriptionMember() {
        return awsName + "DestinationDescription";
    }

    /** Whether this is one of the two ways to deliver to a bucket and nothing else. */
    public boolean isBucketOnly() {
        return this == S3 || this == EXTENDED_S3;
    }
}
