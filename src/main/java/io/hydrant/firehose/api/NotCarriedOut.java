package io.hydrant.firehose.api;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.hydrant.firehose.stream.DestinationConfiguration;
import io.hydrant.firehose.stream.DestinationKind;
import io.hydrant.firehose.stream.SourceConfiguration;
import io.hydrant.firehose.stream.SourceKind;

/** Says in plain sentences what a configuration asks for and Hydrant does not do yet. */
final class NotCarriedOut {
    /** The destinations that records are really delivered to. */
    private static final Set<DestinationKind> DELIVERED = EnumSet.noneOf(DestinationKind.class);

    private static final Set<String> BACKUPS = Set.of("Enabled", "AllDocuments", "AllEvents", "AllData");

    private NotCarriedOut() {}

    /** The sentences, each beginning with the member it is about. */
    static List<String> sentences(DestinationConfiguration destination, SourceConfiguration source) {
        List<String> sentences = new ArrayList<>();
        String root = destination.kind().configurationMember();
        Map<String, Object> members = destination.members();
        if (!DELIVERED.contains(destination.kind())) {
            sentences.add(root + ": records are buffered and sealed; delivery is not carried out yet");
        }
        if (isEnabled(members, "ProcessingConfiguration")) {
            sentences.add(root + ".ProcessingConfiguration: processors are not run yet");
        }
        if (isEnabled(members, "DataFormatConversionConfiguration")) {
            sentences.add(root + ".DataFormatConversionConfiguration: records are not converted yet");
        }
        if (isEnabled(members, "DynamicPartitioningConfiguration")) {
            sentences.add(root + ".DynamicPartitioningConfiguration: records are not partitioned yet");
        }
        if (BACKUPS.contains(Members.text(members, "S3BackupMode").orElse(""))) {
            sentences.add(root + ".S3BackupMode: records are not backed up yet");
        }
        addLogging(sentences, root, members);
        for (String bucket : List.of("S3Configuration", "S3BackupConfiguration")) {
            addLogging(sentences, root + "." + bucket, Members.structure(members, bucket));
        }
        if (source.kind() != SourceKind.DirectPut) {
            sentences.add(source.kind().configurationMember() + ": the source is not read yet");
        }
        return List.copyOf(sentences);
    }

    private static void addLogging(List<String> sentences, String path, Map<String, Object> members) {
        if (isEnabled(members, "CloudWatchLoggingOptions")) {
            sentences.add(path + ".CloudWatchLoggingOptions: errors are not written to CloudWatch Logs");
        }
    }

    private static boolean isEnabled(Map<String, Object> members, String structure) {
        return Members.isTrue(Members.structure(members, structure), "Enabled");
    }
}
