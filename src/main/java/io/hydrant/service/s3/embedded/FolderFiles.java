package io.hydrant.service.s3.embedded;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

import org.jspecify.annotations.Nullable;

/** Steps on files that never follow a symbolic link. Stateless. */
final class FolderFiles {
    private FolderFiles() {}

    /** Writes a file in one step: under another name in {@code temporary} first. */
    static void write(Path target, Path temporary, Writing writing) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
            writing.to(out);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        if (!temporary.equals(target)) {
            move(temporary, target);
        }
    }

    /** Something that writes. */
    @FunctionalInterface
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** Renames in one step; a file in the way is replaced. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Removes folders that have become empty, from that of {@code file} upwards to below {@code root}. */
    static void prune(Path file, Path root) throws IOException {
        Path at = file.getParent();
        while (at != null && at.startsWith(root) && !at.equals(root)) {
            try {
                Files.deleteIfExists(at);
            } catch (DirectoryNotEmptyException e) {
                return;
            }
            at = at.getParent();
        }
    }

    /** Removes {@code folder} with everything in it; a symbolic link in it is removed itself. */
    static void deleteAll(Path folder) throws IOException {
        walk(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Removes the empty folders in {@code folder}, and itself when nothing is left. */
    static void deleteEmpty(Path folder) throws IOException {
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

    private static void walk(Path folder, SimpleFileVisitor<Path> visitor) throws IOException {
        try {
            Files.walkFileTree(folder, visitor);
        } catch (NoSuchFileException e) {
            if (exists(folder)) {
                throw e;
            }
        }
    }
}
