package io.hydrant.service.s3.embedded.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.hydrant.aws.RequestIds;
import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.StoredObject;

/**
 * What is to be done with files so that a key has other versions: older ones are put away first, then the newest one is put in its
 * place. It is written down before it begins, and may be done again after a kill.
 *
 * @param folder of the newest versions of the bucket
 */
record KeyChange(Path folder, List<Move> moves, List<Path> deletions) {
    KeyChange {
        moves = List.copyOf(moves);
        deletions = List.copyOf(deletions);
    }

    /** A file that gets another name. */
    record Move(Path from, Path to) {}

    /** A change, and the versions with their bytes in the places that they have after it. */
    record Planned(KeyChange change, List<StoredObject> versions) {}

    /** What leads to {@code versions}, newest first. */
    static Planned plan(
            FolderLayout layout,
            FolderFiles files,
            BucketPlace bucket,
            String key,
            List<StoredObject> versions,
            List<Content> gone)
            throws IOException {
        Path folder = layout.folder(bucket);
        List<StoredObject> placed = new ArrayList<>(versions);
        List<Move> moves = new ArrayList<>();
        for (int i = 1; i < versions.size(); i++) {
            Optional<Path> there = file(versions.get(i).content()).filter(path -> path.startsWith(folder));
            if (there.isPresent()) {
                Path to = layout.shelf(bucket).resolve(RequestIds.next());
                moves.add(new Move(there.get(), to));
                placed.set(i, at(versions.get(i), to));
            }
        }
        StoredObject newest = versions.get(0);
        Optional<Path> bytes = file(newest.content()).filter(path -> !path.startsWith(folder));
        if (bytes.isPresent()) {
            Path free = Stream.concat(
                            moves.stream().map(Move::from), gone.stream().flatMap(each -> file(each).stream()))
                    .filter(path -> path.startsWith(folder))
                    .findFirst()
                    .orElse(layout.temporary());
            Path to = KeyPlace.of(files, folder, key, free);
            moves.add(new Move(bytes.get(), to));
            placed.set(0, at(newest, to));
        }
        List<Path> deletions = gone.stream()
                .flatMap(each -> file(each).stream())
                .filter(path -> moves.stream().noneMatch(move -> move.to().equals(path)))
                .toList();
        return new Planned(new KeyChange(folder, moves, deletions), placed);
    }

    private static StoredObject at(StoredObject object, Path place) {
        return object.at(new FileContent(place, object.length()));
    }

    private static Optional<Path> file(Content content) {
        return content instanceof FileContent file ? Optional.of(file.path()) : Optional.empty();
    }

    boolean isNothing() {
        return moves.isEmpty() && deletions.isEmpty();
    }

    /** Moves what has not been moved yet. */
    void move(FolderFiles files) throws IOException {
        for (Move move : moves) {
            if (isDue(files, move)) {
                files.makeFolder(FolderFiles.parent(move.to()));
                files.move(move.from(), move.to());
            }
        }
    }

    /** Removes what is not needed after the moves. */
    void clean(FolderFiles files) throws IOException {
        for (Path file : deletions) {
            files.delete(file);
        }
        for (Path left : Stream.concat(moves.stream().map(Move::from), deletions.stream())
                .filter(path -> path.startsWith(folder))
                .toList()) {
            files.prune(left, folder);
        }
    }

    /** Names outside the folder are given once, so what is there has been moved already. The newest version replaces what is there. */
    private boolean isDue(FolderFiles files, Move move) {
        return files.isFile(move.from()) && (move.to().startsWith(folder) || !FolderFiles.exists(move.to()));
    }

    /** Takes back the moves before the one that failed. The last of all may replace a file, and is not among them. */
    void undo(FolderFiles files) throws IOException {
        for (int i = moves.size() - 1; i >= 0; i--) {
            Move move = moves.get(i);
            if (files.isFile(move.to()) && !FolderFiles.exists(move.from())) {
                files.makeFolder(FolderFiles.parent(move.from()));
                files.move(move.to(), move.from());
            }
        }
    }
}
