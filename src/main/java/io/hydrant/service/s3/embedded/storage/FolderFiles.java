package io.hydrant.service.s3.embedded.storage;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Steps on files below a folder that never follow a symbolic link: every folder on the way is looked at before each step. A step
 * that writes is refused by {@link NotDirectoryException}; one that takes away does nothing. Stateless but for the folder.
 */
class FolderFiles {
    private final Path root;
    private final boolean forced;

    /**
     * @param root is a real path; links above it are the user's business
     * @param forced whether a step that has returned survives a power cut; a kill it survives in any case
     */
    FolderFiles(Path root, boolean forced) {
        this.root = root;
        this.forced = forced;
    }

    Path root() {
        return root;
    }

    /** Comes before each step that changes something. */
    void begin(String what, Path path) throws IOException {}

    /** Whether no name from below the root to {@code folder} is anything but a folder; those that are not there count as folders. */
    boolean isOurs(Path folder) {
        return inTheWay(folder) == null;
    }

    /** Whether {@code file} is a plain file, and no link leads to it. */
    boolean isFile(Path file) {
        return isOurs(parent(file)) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether {@code folder} is there, and no link leads to it. */
    boolean isFolder(Path folder) {
        return isOurs(folder) && isRealFolder(folder);
    }

    /** Whether anything has this name, be it a link. */
    static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Makes a folder where there is none, and those above it. */
    void makeFolder(Path folder) throws IOException {
        requireOurs(folder);
        if (!exists(folder)) {
            begin("make", folder);
            Files.createDirectories(folder);
        }
    }

    /** The folders in {@code folder}. */
    List<Path> folders(Path folder) throws IOException {
        requireOurs(folder);
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, FolderFiles::isRealFolder)) {
            entries.forEach(found::add);
        }
        return found;
    }

    /** Writes a file in one step: under another name in {@code temporary} first. */
    void write(Path target, Path temporary, Writing writing) throws IOException {
        requireOurs(parent(target));
        requireOurs(parent(temporary));
        begin("write", temporary);
        try (FileChannel channel =
                FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            writing.to(out);
            out.flush();
            if (forced) {
                channel.force(true);
            }
        } catch (IOException | RuntimeException e) {
            delete(temporary);
            throw e;
        }
        force(parent(temporary));
        if (!temporary.equals(target)) {
            move(temporary, target);
            force(parent(target));
        }
    }

    /** Forces the names in {@code folder}. Windows keeps them without. */
    void force(Path folder) throws IOException {
        if (forced && File.separatorChar == '/') {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    /** Something that writes. */
    @FunctionalInterface
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** Renames in one step; a file or link in the way is replaced. */
    void move(Path from, Path to) throws IOException {
        requireOurs(parent(from));
        requireOurs(parent(to));
        begin("move", to);
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes a file, or the link in its place; not a folder. */
    void delete(Path file) throws IOException {
        if (isOurs(parent(file)) && exists(file) && !isRealFolder(file)) {
            begin("delete", file);
            Files.deleteIfExists(file);
        }
    }

    /** Removes folders that have become empty, from that of {@code file} upwards to below {@code top}. */
    void prune(Path file, Path top) throws IOException {
        Path at = parent(file);
        if (!isOurs(at)) {
            return;
        }
        while (at.startsWith(top) && !at.equals(top)) {
            try {
                begin("prune", at);
                Files.deleteIfExists(at);
            } catch (DirectoryNotEmptyException e) {
                return;
            }
            at = parent(at);
        }
    }

    /** Removes {@code folder} with everything in it; a symbolic link in it is removed itself. */
    void deleteAll(Path folder) throws IOException {
        walk(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                begin("delete", file);
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                begin("delete", visited);
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Removes the empty folders in {@code folder}, and itself when nothing is left. */
    void deleteEmpty(Path folder) throws IOException {
        walk(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                try {
                    Files.delete(visited);
                } catch (DirectoryNotEmptyException notEmpty) {
                    return FileVisitResult.CONTINUE;
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Throws when a link or a file has the place of {@code folder}, or of one above it. */
    void requireOurs(Path folder) throws NotDirectoryException {
        Path foreign = inTheWay(folder);
        if (foreign != null) {
            throw new NotDirectoryException(root.relativize(foreign).toString());
        }
    }

    private @Nullable Path inTheWay(Path folder) {
        Path at = root;
        for (Path name : root.relativize(folder)) {
            at = at.resolve(name);
            if (!exists(at)) {
                return null;
            }
            if (!at.equals(root) && !isRealFolder(at)) {
                return at;
            }
        }
        return null;
    }

    private void walk(Path folder, SimpleFileVisitor<Path> visitor) throws IOException {
        if (!isOurs(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, visitor);
        } catch (NoSuchFileException e) {
            if (exists(folder)) {
                throw e;
            }
        }
    }

    private static boolean isRealFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** The files in {@code folder} whose names end in {@code ending}; none when there is no such folder. */
    List<Path> files(Path folder, String ending) throws IOException {
        if (!isFolder(folder)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(folder, path -> path.toString().endsWith(ending) && isFile(path))) {
            entries.forEach(found::add);
        }
        return found;
    }

    static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }
}
