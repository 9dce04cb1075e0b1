package io.hydrant.store.jdbc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.store.Change;
import io.hydrant.store.Secret;
import io.hydrant.store.StateCell;
import io.hydrant.store.StateKey;
import io.hydrant.store.StateKind;
import io.hydrant.store.StoreException;
import io.hydrant.store.Versioned;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A folder keeps state for the next process, and says so when it cannot. */
class DataFolderTest {
    private static final Scope HERE = new Scope(new AccountId("111111111111"), new Region("us-east-1"));
    private static final StateKey<String> WORD = new StateKind<>("words", String.class).key(HERE, "a");
    private static final StateKey<Secret> SECRET = new StateKind<>("secrets", Secret.class).key(HERE, "a");

    private final Path parent;

    DataFolderTest(@TempDir Path parent) {
        this.parent = parent;
    }

    private Path folder() {
        return parent.resolve("data");
    }

    private <T> OptionalLong written(Change<T> change) {
        try (DataFolder data = DataFolder.open(folder());
                JdbcStateStore store = data.state(Codecs::of)) {
            return store.commit(change);
        }
    }

    private <T> Optional<Versioned<T>> read(StateKey<T> key) {
        try (DataFolder data = DataFolder.open(folder());
                JdbcStateStore store = data.state(Codecs::of)) {
            return store.get(key);
        }
    }

    @Test
    void aValueIsThereAfterItsStoreWasClosed() {
        OptionalLong version = written(Change.create(WORD, "one"));
        assertThat(read(WORD)).contains(new Versioned<>(WORD, "one", version.orElseThrow()));
    }

    @Test
    void aVersionIsNotGivenTwice() {
        long first = written(Change.create(WORD, "one")).orElseThrow();
        assertThat(written(Change.remove(new Versioned<>(WORD, "one", first)))).isPresent();
        assertThat(written(Change.create(WORD, "one")).orElseThrow()).isGreaterThan(first);
    }

    @Test
    void aSecretIsReadAgainAndIsNotInTheFile() throws IOException {
        byte[] material = "material that is secret and long".getBytes(StandardCharsets.UTF_8);
        assertThat(written(Change.create(SECRET, Secret.of(material)))).isPresent();

        assertThat(read(SECRET)).map(Versioned::value).contains(Secret.of(material));
        assertThat(new String(Files.readAllBytes(folder().resolve("state.mv.db")), StandardCharsets.ISO_8859_1))
                .doesNotContain("material that");
        assertThat(Files.getPosixFilePermissions(folder().resolve("master.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void stateWithoutItsMasterKeyIsRefused() throws IOException {
        assertThat(written(Change.create(WORD, "one"))).isPresent();
        Files.delete(folder().resolve("master.key"));
        assertThatThrownBy(() -> read(WORD))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has lost its file master.key");

        Files.write(folder().resolve("master.key"), new byte[5]);
        assertThatThrownBy(() -> read(WORD)).hasMessageContaining("is no master key: it has 5 bytes.");
    }

    @Test
    void aSecretOfAnotherMasterKeyIsToldWithItsName() throws IOException {
        assertThat(written(Change.create(SECRET, Secret.of(new byte[3])))).isPresent();
        Files.write(folder().resolve("master.key"), new byte[32]);
        assertThatThrownBy(() -> read(SECRET))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "The store's value secrets \"a\" cannot be read: a secret cannot be decrypted: the store has another"
                                + " master key.");
    }

    @Test
    void aFolderOfANewerVersionIsRefusedAndLeftAlone() throws IOException {
        assertThat(written(Change.create(WORD, "one"))).isPresent();
        Files.writeString(folder().resolve("format"), "2\n");
        assertThatThrownBy(() -> read(WORD))
                .hasMessage("The data folder " + folder()
                        + " has format 2, and this version of Hydrant reads format 1 and older;"
                        + " use the newer Hydrant that wrote it.");

        Files.writeString(folder().resolve("format"), "two\n");
        assertThatThrownBy(() -> read(WORD)).hasMessageContaining("holds no number");

        Files.writeString(folder().resolve("format"), "1\n");
        assertThat(read(WORD)).isPresent();
    }

    @Test
    void tablesOfANewerVersionAreRefused() throws SQLException {
        assertThat(written(Change.create(WORD, "one"))).isPresent();
        try (Connection connection = DriverManager.getConnection(Dialect.urlOf(folder(), "state"));
                Statement statement = connection.createStatement()) {
            statement.execute("update hydrant_number set number = 2 where name = 'format'");
        }
        assertThatThrownBy(() -> read(WORD))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("The store has format 2, and this version of Hydrant reads format 1");
    }

    @Test
    void aFolderThatIsAFileIsRefused() throws IOException {
        Files.writeString(folder(), "");
        assertThatThrownBy(() -> DataFolder.open(folder()))
                .isInstanceOf(StoreException.class)
                .hasMessage("The data folder " + folder() + " cannot be used: " + folder()
                        + " is there already, and is no folder.");
    }

    @Test
    void aFolderWhoseFirstStartBrokeOffBeginsAnew() throws IOException {
        assertThat(written(Change.create(WORD, "one"))).isPresent();
        assertThat(folder().resolve("state.unfinished")).doesNotExist();
        // what a full disk leaves of the first start: half a header
        Path state = folder().resolve("state.mv.db");
        Files.write(state, Arrays.copyOf(Files.readAllBytes(state), 4_096));
        assertThatThrownBy(() -> read(WORD))
                .as("a damaged file")
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "The data folder " + folder() + " is damaged: its file state.mv.db has been cut to nothing.");

        Files.createFile(folder().resolve("state.unfinished"));
        assertThat(read(WORD)).isEmpty();
        assertThat(written(Change.create(WORD, "two"))).isPresent();
        assertThat(read(WORD)).map(Versioned::value).contains("two");
    }

    @Test
    void anEmptiedFileIsNotTakenForANewOne() throws IOException {
        assertThat(written(Change.create(WORD, "one"))).isPresent();
        Files.write(folder().resolve("state.mv.db"), new byte[0]);
        assertThatThrownBy(() -> read(WORD))
                .isInstanceOf(StoreException.class)
                .hasMessageEndingWith("is damaged: its file state.mv.db has been cut to nothing.");
    }

    @Test
    void aFileThatIsNoneOfTheEnginesIsRefusedWithAReason() throws IOException {
        assertThat(written(Change.create(WORD, "one"))).isPresent();
        Files.write(folder().resolve("state.mv.db"), new byte[10_000]);
        assertThatThrownBy(() -> read(WORD))
                .isInstanceOf(StoreException.class)
                .hasMessageMatching("The store jdbc:h2:.*/state cannot be opened: .*")
                .hasMessageNotContaining("null");
    }

    @Test
    void aFolderIsOfOneHydrantAtATime() {
        try (DataFolder first = DataFolder.open(folder())) {
            assertThatThrownBy(() -> DataFolder.open(folder())).hasMessageContaining("is in use by another process.");
            assertThat(first).isNotNull();
        }
        assertThat(written(Change.create(WORD, "one"))).isPresent();
    }

    @Test
    void theFileDoesNotGrowWithTheNumberOfCommits() throws IOException {
        try (DataFolder data = DataFolder.open(folder());
                JdbcStateStore store = data.state(Codecs::of)) {
            IntStream.range(0, 8).parallel().forEach(i -> {
                StateCell<String> cell = StateCell.of(store, WORD.kind().key(HERE, "word" + i), "");
                IntStream.range(0, 500).forEach(n -> cell.update(word -> n + "x".repeat(1_000)));
            });
        }
        assertThat(Files.size(folder().resolve("state.mv.db"))).isLessThan(4L << 20);
    }

    @Test
    void aValueMayBeLarge() {
        assertThat(written(Change.create(WORD, "x".repeat(5 << 20)))).isPresent();
        assertThat(read(WORD)).map(Versioned::value).contains("x".repeat(5 << 20));
    }

    @Test
    void aStoreThatIsClosedSaysSo() {
        try (DataFolder data = DataFolder.open(folder())) {
            JdbcStateStore store = data.state(Codecs::of);
            store.close();
            store.close();
            assertThatThrownBy(() -> store.get(WORD))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("The store is closed.");
        }
    }

    @Test
    void aUrlOfAnotherEngineIsRefused() {
        assertThatThrownBy(() -> JdbcStateStore.open("jdbc:mysql://here", Codecs.plain()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("begins with jdbc:postgresql: or jdbc:h2:");
    }
}
