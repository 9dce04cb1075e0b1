package io.hydrant.store.jdbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Function;

import io.hydrant.store.StateStore;
import io.hydrant.store.StoreException;
import io.hydrant.store.codec.KeyWrap;
import io.hydrant.store.codec.StoreOpener;
import io.hydrant.store.codec.ValueCodec;
import org.jspecify.annotations.Nullable;

/**
 * A folder that one process uses at a time: {@code state.mv.db} with the state, {@code
 * state.forced} with the number of its last forced write, {@code format} with the number of its layout, {@code
 * master.key} that secrets are under, {@code lock}, and {@code objects} with those of the embedded S3.
 */
public final class DataFolder implements AutoCloseable {
    /** The layout of the folder; raised by each change that an older Hydrant would misread. */
    static final int FORMAT = 1;

    /** H2's file begins with two blocks, which the first start forces. The engine takes an empty file for a new one. */
    private static final int HEADER = 8_192;

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the folder, which is made when it is not there.
     *
     * @throws StoreException with a sentence when another process has it, when it is of a newer version, or when it cannot be written
     */
    public static DataFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
            DataFolder opened = new DataFolder(folder, lock(folder));
            try {
                opened.checkFormat();
                return opened;
            } catch (IOException | RuntimeException e) {
                opened.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StoreException("The data folder " + folder + " cannot be used: " + Reason.of(e) + ".", e);
        }
    }

    /** Opens the state in a folder. */
    public static StoreOpener opener(Path folder) {
        return new StoreOpener() {
            @Override
            public StateStore open(Function<KeyWrap, ValueCodec> codec) {
                DataFolder data = DataFolder.open(folder);
                try {
                    return data.state(codec);
                } catch (RuntimeException e) {
                    data.close();
                    throw e;
                }
            }

            @Override
            public Optional<Path> objects() {
                return Optional.of(folder.resolve("objects"));
            }
        };
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        @Nullable FileLock taken;
        try {
            taken = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            taken = null; // another Hydrant of this process
        }
        if (taken == null) {
            channel.close();
            throw new StoreException("The data folder " + folder + " is in use by another process.");
        }
        return channel;
    }

    private void checkFormat() throws IOException {
        Path file = folder.resolve("format");
        if (!Files.exists(file)) {
            write(file, (FORMAT + "\n").getBytes(StandardCharsets.US_ASCII), false);
            return;
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (!text.matches("[0-9]{1,9}")) {
            throw new StoreException("The data folder " + folder + " is damaged: its file \"format\" holds no number.");
        }
        if (Integer.parseInt(text) > FORMAT) {
            throw new StoreException(
                    "The data folder " + folder + " has format " + text + ", and this version of Hydrant reads format "
                            + FORMAT + " and older; use the newer Hydrant that wrote it.");
        }
    }

    /**
     * Opens the state in the folder; to close it gives the folder back.
     *
     * @param codec makes the codec of the master key
     * @throws StoreException with a sentence when the state cannot be read
     */
    public JdbcStateStore state(Function<KeyWrap, ValueCodec> codec) {
        KeyWrap wrap = new KeyWrap(masterKey(), new SecureRandom());
        String url = Dialect.urlOf(folder, "state");
        try {
            boolean first = beginAnew();
            ForcedEnd end = new ForcedEnd(folder.resolve("state.forced"));
            JdbcStateStore store = JdbcStateStore.open(url, codec.apply(wrap), end, () -> {
                end.close();
                close();
            });
            if (first) {
                Files.delete(unfinished());
                forceNames();
            }
            return store;
        } catch (IOException e) {
            throw new StoreException("The data folder " + folder + " cannot be used: " + Reason.of(e) + ".", e);
        }
    }

    /** There while the file of the state is made: a kill or a full disk may leave one that no engine can open. */
    private Path unfinished() {
        return folder.resolve("state.unfinished");
    }

    /** Whether the folder has no state; what a start has left that broke off is taken away, for no call was answered from it. */
    private boolean beginAnew() throws IOException {
        Path state = folder.resolve("state.mv.db");
        if (Files.exists(unfinished())) {
            Files.deleteIfExists(state);
            Files.deleteIfExists(folder.resolve("state.forced"));
        } else if (!Files.exists(state)) {
            Files.deleteIfExists(folder.resolve("state.forced"));
            Files.createFile(unfinished());
        } else if (Files.size(state) < HEADER) {
            throw new StoreException(
                    "The data folder " + folder + " is damaged: its file state.mv.db has been cut to nothing.");
        } else {
            return false;
        }
        forceNames();
        return true;
    }

    /** Made with the folder. Where state is without its key, a new key would hide the loss. */
    private byte[] masterKey() {
        Path file = folder.resolve("master.key");
        try {
            if (!Files.exists(file)) {
                if (Files.exists(folder.resolve("state.mv.db"))) {
                    throw new StoreException(
                            "The data folder " + folder + " has lost its file master.key, so its keys cannot be read.");
                }
                byte[] made = new byte[KeyWrap.LENGTH];
                new SecureRandom().nextBytes(made);
                write(file, made, true);
            }
            byte[] key = Files.readAllBytes(file);
            if (key.length != KeyWrap.LENGTH) {
                throw new StoreException("The file " + file + " is no master key: it has " + key.length + " bytes.");
            }
            return key;
        } catch (IOException e) {
            throw new StoreException("The file " + file + " cannot be used: " + Reason.of(e) + ".", e);
        }
    }

    /** Whole or not at all, also after a kill. */
    private void write(Path file, byte[] bytes, boolean secret) throws IOException {
        Path draft = folder.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft);
        if (secret && Files.getFileStore(draft).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
        }
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        forceNames();
    }

    /** Makes the names of the folder's files durable, where the machine can open a folder. */
    private void forceNames() throws IOException {
        @Nullable FileChannel names;
        try {
            names = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            return; // as on Windows
        }
        try (names) {
            names.force(true);
        }
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new StoreException("The data folder " + folder + " cannot be given back: " + Reason.of(e) + ".", e);
        }
    }
}
