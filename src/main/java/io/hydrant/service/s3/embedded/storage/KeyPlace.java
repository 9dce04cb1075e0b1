package io.hydrant.service.s3.embedded.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

import io.hydrant.service.s3.embedded.object.ChecksumAlgorithm;

/** Where the file of a key lies when names by the rules of {@link FileNames} are taken. */
final class KeyPlace {
    private KeyPlace() {}

    /** The file for {@code key} in {@code folder}, its folders made; {@code own} is where the key lies already. */
    static Path of(FolderFiles files, Path folder, String key, Path own) throws IOException {
        List<String> names = FileNames.of(key);
        Path at = folder;
        for (String name : names.subList(0, names.size() - 1)) {
            Path next = at.resolve(name);
            if (FolderFiles.exists(next) && !files.isFolder(next)) {
                next = at.resolve(name + FileNames.TAKEN_FOLDER);
            }
            files.makeFolder(next);
            at = next;
        }
        String name = names.get(names.size() - 1);
        Path file = at.resolve(name);
        if (FolderFiles.exists(file) && !file.equals(own)) {
            file = at.resolve(name + FileNames.TAKEN_FILE + hash(key).substring(0, 8));
        }
        if (files.isFolder(file)) {
            throw new IOException(file + " is a folder");
        }
        return file;
    }

    /** A name for what is kept beside the file. */
    static String hash(String key) {
        return HexFormat.of()
                .formatHex(ChecksumAlgorithm.digest("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    }
}
