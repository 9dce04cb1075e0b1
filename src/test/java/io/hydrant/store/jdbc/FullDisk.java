package io.hydrant.store.jdbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.hydrant.store.codec.KeyWrap;
import io.hydrant.store.codec.StoreOpener;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** H2 makes it by its public constructor: a file system under the scheme {@code full:}, whose disk is full when a test says so. */
public final class FullDisk extends FilePathWrapper {
    static final AtomicBoolean FULL = new AtomicBoolean();

    /** Whether the disk takes writes and does not force them. */
    static final AtomicBoolean UNFORCED = new AtomicBoolean();

    /** How many writes the disk takes until it is full. */
    private static final AtomicLong ROOM = new AtomicLong(Long.MAX_VALUE);

    /** Makes the disk full after so many writes. */
    public static void roomFor(long writes) {
        ROOM.set(writes);
    }

    /** Gives the disk as much room as there is. */
    public static void empty() {
        FULL.set(false);
        UNFORCED.set(false);
        ROOM.set(Long.MAX_VALUE);
    }

    /** A store in a folder of such a disk. */
    public static StoreOpener opener(Path folder) {
        FilePath.register(new FullDisk());
        return codec -> JdbcStateStore.open(
                urlOf(folder), codec.apply(new KeyWrap(new byte[KeyWrap.LENGTH], new SecureRandom())));
    }

    static String urlOf(Path folder) {
        return Dialect.urlOf(folder, "state").replaceFirst("jdbc:h2:", "jdbc:h2:full:");
    }

    @Override
    public String getScheme() {
        return "full";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(super.open(mode));
    }

    private static void checkSpace() throws IOException {
        if (FULL.get() || ROOM.getAndUpdate(left -> left == Long.MAX_VALUE ? left : left - 1) <= 0) {
            throw new IOException("No space left on device");
        }
    }

    private static final class Channel extends FileBase {
        private final FileChannel file;

        Channel(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            checkSpace();
            return file.write(from);
        }

        @Override
        public synchronized int write(ByteBuffer from, long position) throws IOException {
            checkSpace();
            return file.write(from, position);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long next) throws IOException {
            file.position(next);
            return this;
        }

        @Override
        public int read(ByteBuffer to) throws IOException {
            return file.read(to);
        }

        @Override
        public synchronized int read(ByteBuffer to, long position) throws IOException {
            return file.read(to, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            if (UNFORCED.get()) {
                throw new IOException("Input/output error");
            }
            file.force(metaData);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
