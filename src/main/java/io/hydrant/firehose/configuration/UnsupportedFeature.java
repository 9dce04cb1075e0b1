package io.hydrant.firehose.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.hydrant.firehose.configuration.member.Members;

/** Says in plain sentences what a configuration asks for and Hydrant does not do yet. */
public final class UnsupportedFeature {
    private static final Set<String> BACKUPS = Set.of("Enabled", "AllDocuments", "AllEvents", "AllData");

    private UnsupportedFeature() {}

    /** The sentences, each beginning with the member it is about. */
    public static List<String> sentences(DestinationConfiguration destination, SourceConfiguration source) {
        List<String> sentences = new ArrayList<>();
        String root = destination.type().configurationMember();
        Map<String, Object> members = destination.members();
        boolean delivered = destination.read().isPresent();
        if (!delivered) {
            sentences.add(root + ": records are buffered and sealed; delivery is not implemented yet");
        }
        if (!delivered && isEnabled(members, "ProcessingConfiguration")) {
            sentences.add(root + ".ProcessingConfiguration: processors are not run yet");
        }
        if (isEnabled(members, "DataFormatConversionConfiguration")) {
            sentences.add(root + ".DataFormatConversionConfiguration: records are not converted yet");
        }
        if (!delivered && BACKUPS.contains(Members.text(members, "S3BackupMode").orElse(""))) {
            sentences.add(root + ".S3BackupMode: records are not backed up yet");
        }
        if (isEnabled(members, "SecretsManagerConfiguration")) {
            sentences.add(root + ".SecretsManagerConfiguration: secrets are not fetched; none is sent");
        }
        if (!source.kind().isImplemented()) {
            sentences.add(source.kind().configurationMember() + ": the source is not read yet");
        }
        return List.copyOf(sentences);
    }

    private static boolean isEnabled(Map<String, Object> members, String structure) {
        return Members.isTrue(Members.structure(members, structure), "Enabled");
    }
}
