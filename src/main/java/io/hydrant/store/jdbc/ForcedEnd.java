package io.hydrant.store.jdbc;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The number of the newest write of H2 that has been forced, in a file beside the state. H2 opens a file that was cut at its last
 * whole write, so a start compares the two. The file itself is not forced: it is never ahead of the state. Used by one thread at a
 * time.
 */
final class ForcedEnd implements Database.Watch, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ForcedEnd.class);

    private final Path file;
    private @Nullable RandomAccessFile open;

    ForcedEnd(Path file) {
        this.file = file;
    }

    /** Warns of what is missing. */
    @Override
    public void opened(Connection connection) throws SQLException {
        long last = lastWrite(connection);
        long forced = read();
        if (last < forced) {
            log.warn(
                    "The end of state.mv.db has been cut off, and its last {} writes are lost: {} were forced to disk, and {} are there.",
                    forced - last,
                    forced,
                    last);
        }
    }

    private long read() {
        try {
            byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            return bytes.length == Long.BYTES ? ByteBuffer.wrap(bytes).getLong() : 0;
        } catch (IOException e) {
            log.warn("{} cannot be read, so a cut of state.mv.db is not noticed: {}", file, Reason.of(e));
            return 0;
        }
    }

    @Override
    public void forced(Connection connection) throws SQLException {
        byte[] number =
                ByteBuffer.allocate(Long.BYTES).putLong(lastWrite(connection)).array();
        try {
            RandomAccessFile to = open;
            if (to == null) {
                to = new RandomAccessFile(file.toFile(), "rw");
                open = to;
            }
            to.seek(0);
            to.write(number);
        } catch (IOException e) {
            log.debug("{} cannot be written; an older number stays", file, e);
        }
    }

    private static long lastWrite(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        return session.getDatabase().getStore().getMvStore().getFileStore().lastChunkVersion();
    }

    @Override
    public void close() {
        RandomAccessFile last = open;
        open = null;
        if (last != null) {
            try {
                last.close();
            } catch (IOException e) {
                log.debug("{} cannot be closed", file, e);
            }
        }
    }
}
