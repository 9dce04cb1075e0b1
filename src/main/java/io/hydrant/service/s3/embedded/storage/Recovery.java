package io.hydrant.service.s3.embedded.storage;

import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what a kill has broken off. */
final class Recovery {
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    private final FolderLayout layout;
    private final FolderFiles files;

    Recovery(FolderLayout layout, FolderFiles files) {
        this.layout = layout;
        this.files = files;
    }

    /** Ends the changes that were written down, and removes older versions that nothing speaks of. */
    void finish(BucketPlace bucket) throws IOException {
        for (Path change : files.files(layout.descriptions(bucket), FolderLayout.CHANGE)) {
            try {
                KeyChange broken = Metadata.read(change).change(layout.folder(bucket), layout::named);
                broken.move(files);
                broken.clean(files);
                files.move(change, FolderLayout.descriptionOf(change));
            } catch (NotDirectoryException e) {
                log.warn("A change of an object cannot be ended, because a link is in its way path={}", e.getMessage());
            }
        }
        List<Path> shelved = files.files(layout.shelf(bucket), "");
        Set<Path> described = shelved.isEmpty() ? Set.of() : described(bucket);
        for (Path file : shelved) {
            if (!described.contains(file)) {
                files.delete(file);
            }
        }
    }

    /** Ends the removal of a bucket, whose own description has gone already. */
    void remove(BucketPlace bucket) throws IOException {
        finish(bucket);
        for (Path file : described(bucket)) {
            files.delete(file);
        }
        files.deleteAll(layout.side(bucket));
        files.deleteEmpty(layout.folder(bucket));
    }

    private Set<Path> described(BucketPlace bucket) throws IOException {
        Set<Path> described = new HashSet<>();
        for (Path file : files.files(layout.descriptions(bucket), FolderLayout.DESCRIPTION)) {
            for (String place : Metadata.read(file).places()) {
                Optional<Path> there = layout.at(bucket, place);
                there.ifPresent(described::add);
            }
        }
        return described;
    }
}
