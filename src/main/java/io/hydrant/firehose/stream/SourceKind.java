package io.hydrant.firehose.stream;

/** Where a delivery stream's records come from; the constants are spelled as {@code DeliveryStreamType} is. */
public enum SourceKind {
    DirectPut("DirectPutSourceConfiguration", "DirectPutSourceDescription"),
    KinesisStreamAsSource("KinesisStreamSourceConfiguration", "KinesisStreamSourceDescription"),
    MSKAsSource("MSKSourceConfiguration", "MSKSourceDescription"),
    DatabaseAsSource("DatabaseSourceConfiguration", "DatabaseSourceDescription");

    private final String configurationMember;
    private final String descriptionMember;

    SourceKind(String configurationMember, String descriptionMember) {
        this.configurationMember = configurationMember;
        this.descriptionMember = descriptionMember;
    }

    /** The member of CreateDeliveryStream that configures this source. */
    public String configurationMember() {
        return configurationMember;
    }

    /** The member of a source's description. */
    public String descriptionMember() {
        return descriptionMember;
    }
}
