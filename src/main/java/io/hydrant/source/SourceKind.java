package io.hydrant.source;

import java.time.Duration;
import java.util.Optional;

/** Where a delivery stream's records come from; the constants are spelled as {@code DeliveryStreamType} is. */
public enum SourceKind {
    DirectPut("DirectPutSource", Optional.empty()),
    KinesisStreamAsSource(
            "KinesisStreamSource",
            Optional.of("KinesisSourceStreamConfig is mandatory for KinesisStreamAsSource stream type.")),
    MSKAsSource("MSKSource", Optional.of("MSKSourceConfig is mandatory for MSK as Source stream type.")),
    /** The text is a guess after the two recorded ones. */
    DatabaseAsSource(
            "DatabaseSource", Optional.of("DatabaseSourceConfig is mandatory for Database as Source stream type."));

    private final String awsName;
    private final Optional<String> refusalWhenMissing;

    SourceKind(String awsName, Optional<String> refusalWhenMissing) {
        this.awsName = awsName;
        this.refusalWhenMissing = refusalWhenMissing;
    }

    /** The member of CreateDeliveryStream that configures this source. */
    public String configurationMember() {
        return awsName + "Configuration";
    }

    /** The member of a source's description. */
    public String descriptionMember() {
        return awsName + "Description";
    }

    /**
     * How long records wait for their destination. What was read waits as long as a Kinesis stream keeps records at most, so that
     * nothing is lost before that; what was put waits 24 hours.
     */
    public Duration retention() {
        return this == DirectPut ? Duration.ofHours(24) : Duration.ofDays(365);
    }

    /** Whether Hydrant reads it. */
    public boolean isImplemented() {
        return this != DatabaseAsSource;
    }

    /** The refusal of a request that chooses this source and does not configure it; empty when it need not. */
    public Optional<String> refusalWhenMissing() {
        return refusalWhenMissing;
    }
}
