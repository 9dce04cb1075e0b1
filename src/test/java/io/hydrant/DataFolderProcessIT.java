package io.hydrant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.hydrant.control.HydrantControl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The command on a data folder that it cannot use: one sentence, and exit status 2. */
class DataFolderProcessIT {
    private static Path used = Path.of("");

    private final Path folder;

    DataFolderProcessIT(@TempDir Path folders) {
        folder = folders.resolve("data");
    }

    @BeforeAll
    static void useAFolder(@TempDir Path folders) {
        used = folders.resolve("data");
        try (HydrantProcess first = HydrantProcess.on(used)) {
            try (KmsClient kms = first.client(KmsClient.builder())) {
                kms.createKey();
            }
        }
    }

    @BeforeEach
    void copyIt() throws IOException {
        try (Stream<Path> files = Files.list(used)) {
            Files.createDirectories(folder);
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    private void assertRefused(String sentence) throws InterruptedException {
        try (HydrantProcess refused = HydrantProcess.on(folder)) {
            assertThat(refused.status()).isEqualTo(2);
            assertThat(refused.output()).containsExactly(sentence);
        }
    }

    @Test
    void aFolderInUseIsRefused() throws InterruptedException {
        try (HydrantProcess first = HydrantProcess.on(folder)) {
            HydrantControl control = new HydrantControl(first.endpoint());
            assertRefused("The data folder " + folder + " is in use by another process.");
            assertThat(control.health()).contains("running");
        }
        try (HydrantProcess next = HydrantProcess.on(folder)) {
            assertThat(new HydrantControl(next.endpoint()).health())
                    .as("after a kill")
                    .contains("running");
        }
    }

    @Test
    void aFolderOfANewerVersionIsRefused() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("format"), "99\n");
        assertRefused("The data folder " + folder
                + " has format 99, and this version of Hydrant reads format 1 and older;"
                + " use the newer Hydrant that wrote it.");
    }

    @Test
    void aFolderWithoutItsKeyIsRefused() throws IOException, InterruptedException {
        Files.delete(folder.resolve("master.key"));
        assertRefused("The data folder " + folder + " has lost its file master.key, so its keys cannot be read.");
    }

    @Test
    void aFolderWithAnotherKeyIsRefused() throws IOException, InterruptedException {
        Files.write(folder.resolve("master.key"), new byte[32]);
        try (HydrantProcess refused = HydrantProcess.on(folder)) {
            assertThat(refused.status()).isEqualTo(2);
            assertThat(refused.output())
                    .singleElement()
                    .asString()
                    .endsWith("a secret cannot be decrypted: the store has another master key.");
        }
    }
}
