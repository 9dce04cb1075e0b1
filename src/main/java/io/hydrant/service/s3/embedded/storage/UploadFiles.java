package io.hydrant.service.s3.embedded.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.hydrant.aws.RequestIds;
import io.hydrant.service.s3.embedded.object.Content;

/**
 * Uploads as files: a folder for each, with what is said about it and about each part, and the bytes of the parts. A part is what its
 * description names, so that a part of the same number is replaced in one step.
 */
final class UploadFiles {
    private static final String UPLOAD = "upload" + FolderLayout.DESCRIPTION;

    private final FolderLayout layout;
    private final FolderFiles files;

    UploadFiles(FolderLayout layout, FolderFiles files) {
        this.layout = layout;
        this.files = files;
    }

    void keep(BucketPlace bucket, KeptUpload upload) throws IOException {
        Path folder = folder(bucket, upload.id());
        files.makeFolder(folder);
        files.write(folder.resolve(UPLOAD), layout.newTemporary(), UploadMetadata.of(upload)::writeTo);
    }

    Content keepPart(BucketPlace bucket, String upload, KeptPart part, Path staged) throws IOException {
        Path folder = folder(bucket, upload);
        Path bytes = folder.resolve(part.number() + "-" + RequestIds.next());
        files.move(staged, bytes);
        files.write(
                folder.resolve(part.number() + FolderLayout.DESCRIPTION),
                layout.newTemporary(),
                UploadMetadata.of(part, name(bytes))::writeTo);
        return new FileContent(bytes, part.content().length());
    }

    void forget(BucketPlace bucket, String upload) throws IOException {
        Path folder = folder(bucket, upload);
        files.delete(folder.resolve(UPLOAD));
        if (FolderFiles.exists(folder)) {
            files.force(folder);
        }
        files.deleteAll(folder);
    }

    void keepCompleted(BucketPlace bucket, String upload, Map<String, String> said) throws IOException {
        Path folder = layout.completed(bucket);
        Path file = folder.resolve(upload + FolderLayout.DESCRIPTION);
        if (said.isEmpty()) {
            files.delete(file);
            return;
        }
        files.makeFolder(folder);
        Metadata metadata = new Metadata();
        said.forEach(metadata::put);
        files.write(file, layout.newTemporary(), metadata::writeTo);
    }

    /** The uploads of an earlier run; what a kill left of others is removed. */
    List<KeptUpload> load(BucketPlace bucket) throws IOException {
        List<KeptUpload> uploads = new ArrayList<>();
        if (!files.isFolder(layout.uploads(bucket))) {
            return uploads;
        }
        for (Path folder : files.folders(layout.uploads(bucket))) {
            Path description = folder.resolve(UPLOAD);
            if (files.isFile(description)) {
                uploads.add(UploadMetadata.upload(name(folder), Metadata.read(description), parts(folder)));
            } else {
                files.deleteAll(folder);
            }
        }
        return uploads;
    }

    private List<KeptPart> parts(Path folder) throws IOException {
        List<KeptPart> parts = new ArrayList<>();
        Set<Path> known = new HashSet<>();
        for (Path description : files.files(folder, FolderLayout.DESCRIPTION)) {
            known.add(description);
            Metadata metadata = Metadata.read(description);
            Optional<Path> bytes = Optional.of(folder.resolve(metadata.get("place")))
                    .filter(file -> !name(description).equals(UPLOAD) && files.isFile(file));
            if (bytes.isPresent()) {
                known.add(bytes.get());
                parts.add(UploadMetadata.part(metadata, new FileContent(bytes.get(), Files.size(bytes.get()))));
            }
        }
        for (Path file : files.files(folder, "")) {
            if (!known.contains(file)) {
                files.delete(file);
            }
        }
        return parts;
    }

    /** What is said about completed uploads of an earlier run. */
    Map<String, Map<String, String>> completed(BucketPlace bucket) throws IOException {
        Map<String, Map<String, String>> completed = new TreeMap<>();
        for (Path file : files.files(layout.completed(bucket), FolderLayout.DESCRIPTION)) {
            String name = name(file);
            completed.put(
                    name.substring(0, name.length() - FolderLayout.DESCRIPTION.length()),
                    Metadata.read(file).below(""));
        }
        return completed;
    }

    private Path folder(BucketPlace bucket, String upload) {
        return layout.uploads(bucket).resolve(upload);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
