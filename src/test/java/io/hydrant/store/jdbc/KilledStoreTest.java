package io.hydrant.store.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;

import io.hydrant.store.StoreException;
import io.hydrant.support.ChildJvm;
import io.hydrant.support.LoggedLines;
import io.hydrant.support.Soak;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a data folder has after its process was killed, and what becomes of a file that was cut. */
class KilledStoreTest {
    private static final int KILLS = Soak.steps(2, 10);
    private static final int CUTS = 40;

    private final Path folder;
    private final Random random = new Random(14);

    KilledStoreTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Process start(Path data) throws IOException {
        return new ProcessBuilder(ChildJvm.ofClass(CommitLoop.class.getName(), data.toString()))
                .redirectErrorStream(true)
                .start();
    }

    /** Kills the process after some answers; reads what it has said until then. The last line may be cut. */
    private int[] killAfter(Process process, int answers) throws IOException {
        int[] reached = new int[CommitLoop.THREADS];
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            int lines = 0;
            for (int next = said.read(); next != -1; next = said.read()) {
                if (next == '\n') {
                    String[] words = line.toString().split(" ");
                    assertThat(words).as(line.toString()).hasSize(2);
                    reached[Integer.parseInt(words[0])] = Integer.parseInt(words[1]);
                    line.setLength(0);
                    if (++lines == answers) {
                        process.toHandle().destroyForcibly(); // which leaves the output to be read
                    }
                } else {
                    line.append((char) next);
                }
            }
        }
        process.onExit().join();
        return reached;
    }

    @Test
    void everyCommitThatWasAnsweredIsThereAndNoneByHalf() throws IOException {
        for (int kill = 0; kill < KILLS; kill++) {
            int[] reached = killAfter(start(folder), 1 + random.nextInt(400));

            try (DataFolder data = DataFolder.open(folder);
                    JdbcStateStore store = data.state(Codecs::of)) {
                for (int thread = 0; thread < CommitLoop.THREADS; thread++) {
                    assertThat(CommitLoop.next(store, thread))
                            .as("kill %d", kill)
                            .isGreaterThan(reached[thread]);
                }
            }
        }
    }

    @Test
    void aFileThatWasCutOpensOrIsRefusedWithASentence() throws IOException {
        Path original = folder.resolve("original");
        killAfter(start(original), 300);
        long length = Files.size(original.resolve("state.mv.db"));
        int opened = 0;
        for (int cut = 0; cut < CUTS; cut++) {
            Path copy = Files.createDirectories(folder.resolve("cut" + cut));
            for (String name : new String[] {"format", "master.key", "state.mv.db"}) {
                Files.copy(original.resolve(name), copy.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
            try (FileChannel file = FileChannel.open(copy.resolve("state.mv.db"), StandardOpenOption.WRITE)) {
                file.truncate(
                        cut < CUTS / 2 ? random.nextLong(length) : length - random.nextLong(Math.min(length, 16_384)));
            }
            opened += opens(copy) ? 1 : 0;
        }
        assertThat(opened).isPositive();
    }

    @Test
    void aStartDoesNotWarnOfWhatAKillHasTorn() throws IOException {
        for (int kill = 0; kill < 3; kill++) {
            killAfter(start(folder), 1 + random.nextInt(100));
            assertThat(warningsOfAStart()).isEmpty();
        }
    }

    /** The engine opens a file that was cut as one that is older. */
    @Test
    void aStartTellsHowManyForcedWritesAreMissing() throws IOException {
        Path older = folder.resolve("older");
        try (DataFolder data = DataFolder.open(folder);
                JdbcStateStore store = data.state(Codecs::of)) {
            CommitLoop.raise(store, 0, 0);
            Files.copy(folder.resolve("state.mv.db"), older);
            CommitLoop.raise(store, 0, 1);
        }
        assertThat(warningsOfAStart()).isEmpty();
        Files.move(older, folder.resolve("state.mv.db"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(warningsOfAStart())
                .singleElement()
                .asString()
                .matches("The end of state.mv.db has been cut off, and its last [1-9]\\d* writes are lost:"
                        + " \\d+ were forced to disk, and \\d+ are there.");
        assertThat(warningsOfAStart()).isEmpty();
    }

    private List<String> warningsOfAStart() {
        try (LoggedLines logged = new LoggedLines();
                DataFolder data = DataFolder.open(folder);
                JdbcStateStore store = data.state(Codecs::of)) {
            assertThat(CommitLoop.next(store, 0)).isNotNegative();
            return logged.of("");
        }
    }

    private static boolean opens(Path copy) {
        try (DataFolder data = DataFolder.open(copy);
                JdbcStateStore store = data.state(Codecs::of)) {
            for (int thread = 0; thread < CommitLoop.THREADS; thread++) {
                assertThat(CommitLoop.next(store, thread)).isNotNegative();
            }
            return true;
        } catch (StoreException e) {
            assertThat(e)
                    .hasMessageMatching(
                            "The store (\\S+ )?cannot be (opened|read): .+|The data folder .+ is damaged: .+");
            return false;
        }
    }

    @Test
    void aFolderInUseIsRefusedWithASentence() throws IOException {
        Process process = start(folder);
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isNotNull();
            assertThatThrownBy(() -> DataFolder.open(folder))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("The data folder " + folder + " is in use by another process.");
        } finally {
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
