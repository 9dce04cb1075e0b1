package io.hydrant.service.s3.embedded.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.RequestIds;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.listing.KeyOrder;
import io.hydrant.service.s3.embedded.listing.OrderedIds;
import io.hydrant.service.s3.embedded.object.ChecksumAlgorithm;
import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.Digests;
import io.hydrant.service.s3.embedded.object.ObjectChecksum;
import io.hydrant.service.s3.embedded.object.ObjectPart;
import io.hydrant.service.s3.embedded.object.ObjectProperties;
import io.hydrant.service.s3.embedded.object.StoredObject;
import io.hydrant.service.s3.embedded.object.WriteCondition;
import io.hydrant.service.s3.embedded.storage.BucketPlace;
import io.hydrant.service.s3.embedded.storage.KeptPart;
import io.hydrant.service.s3.embedded.storage.KeptUpload;
import io.hydrant.service.s3.embedded.storage.LoadedBucket;
import io.hydrant.service.s3.embedded.storage.ObjectRoom;
import io.hydrant.service.s3.embedded.storage.Storage;

/** The uploads in parts of one bucket. Thread-safe. */
public final class Uploads {
    private final BucketPlace place;
    private final UploadTarget target;
    private final Storage storage;
    private final InstantSource time;
    private final OrderedIds ids;

    @GuardedBy("this")
    private final Map<String, Upload> uploads = new LinkedHashMap<>();

    private final CompletedUploads completed;

    /** The uploads whose objects go to {@code target}. */
    public Uploads(BucketPlace place, UploadTarget target, Storage storage, InstantSource time, OrderedIds ids) {
        this.place = place;
        this.target = target;
        this.storage = storage;
        this.time = time;
        this.ids = ids;
        this.completed = new CompletedUploads(place, target, storage);
    }

    /** Takes the uploads of an earlier run. */
    public synchronized void restore(LoadedBucket loaded) {
        List<KeptUpload> inOrder = new ArrayList<>(loaded.uploads());
        inOrder.sort(Comparator.comparing(upload -> OrderedIds.placeOf(upload.id())));
        for (KeptUpload each : inOrder) {
            ids.seen(each.id());
            uploads.put(each.id(), Upload.restored(each));
        }
        completed.restore(loaded.completed());
        for (String id : loaded.completed().keySet()) {
            Upload left = uploads.get(id);
            if (left != null) {
                abort(left); // a kill came between
            }
        }
    }

    /** A part as the client names it when it completes an upload. */
    public record Named(int number, String etag, Map<ChecksumAlgorithm, String> checksums) {
        public Named {
            checksums = Map.copyOf(checksums);
        }

        /** The entity tag without its quotation marks. */
        String bareEtag() {
            return etag.replace("\"", "");
        }
    }

    /** Begins an upload. */
    public synchronized Upload begin(
            String key, ObjectProperties properties, Optional<ChecksumAlgorithm> algorithm, boolean composite) {
        target.checkWritable(key);
        String id = ids.next() + RequestIds.next().replace("-", "");
        Upload upload = new Upload(id, key, time.instant(), properties, algorithm, composite);
        storage.room().take(ObjectRoom.headOf(key, properties));
        store(upload);
        uploads.put(id, upload);
        return upload;
    }

    private void store(Upload upload) {
        try {
            storage.keepUpload(place, upload.kept());
        } catch (IOException e) {
            throw new UncheckedIOException("An upload cannot be stored", e);
        }
    }

    /**
     * The upload of this id.
     *
     * @throws AwsException {@code NoSuchUpload}
     */
    public synchronized Upload find(String key, String id) {
        Upload upload = uploads.get(id);
        if (upload == null || !upload.key().equals(key)) {
            throw S3Errors.noSuchUpload(id);
        }
        return upload;
    }

    /**
     * A page of the uploads under way, by key, then by their begin.
     *
     * @throws AwsException {@code InvalidArgument} for the id of an upload of another key
     */
    public synchronized UploadPage list(UploadPage.Query query) {
        Upload marked = uploads.get(query.idMarker());
        boolean other = marked == null
                ? OrderedIds.placeOf(query.idMarker()) == OrderedIds.NO_PLACE
                : !marked.key().equals(query.keyMarker());
        if (!query.idMarker().isEmpty() && other) {
            throw S3Errors.invalidArgument("Invalid uploadId marker", "upload-id-marker", query.idMarker());
        }
        return UploadPage.of(
                uploads.values().stream()
                        .sorted(Comparator.comparing(Upload::key, KeyOrder.INSTANCE)
                                .thenComparing(upload -> OrderedIds.placeOf(upload.id())))
                        .toList(),
                query);
    }

    /** The parts of an upload by their number. */
    public synchronized List<Upload.Part> parts(Upload upload) {
        return List.copyOf(upload.parts().values());
    }

    /** Takes a part; one of the same number is replaced. */
    public Upload.Part put(Upload upload, int number, Content content, Digests digests) {
        Content staged;
        try {
            staged = storage.stage(content);
            storage.room().takeAnyway(ObjectRoom.EACH);
        } catch (IOException e) {
            throw new UncheckedIOException("A part cannot be stored", e);
        }
        KeptPart kept = new KeptPart(
                number,
                time.instant(),
                staged,
                Digests.of(staged, Optional.of(digests.etag()), digests.knownChecksum()));
        synchronized (this) {
            if (uploads.get(upload.id()) != upload) {
                discard(staged);
                throw S3Errors.noSuchUpload(upload.id());
            }
            Upload.Part part = Upload.Part.of(kept, stored(upload, kept));
            Upload.Part before = upload.parts().put(number, part);
            if (before != null) {
                discard(before.content());
            }
            return part;
        }
    }

    private Content stored(Upload upload, KeptPart part) {
        try {
            return storage.keepPart(place, upload.id(), part);
        } catch (IOException e) {
            discard(part.content());
            throw new UncheckedIOException("A part cannot be stored", e);
        }
    }

    /** Throws an upload and its parts away. */
    public synchronized void abort(Upload upload) {
        if (uploads.remove(upload.id()) != null) {
            forget(upload);
            storage.room().give(ObjectRoom.headOf(upload.key(), upload.properties()));
        }
        upload.parts().values().forEach(part -> discard(part.content()));
        upload.parts().clear();
    }

    private void forget(Upload upload) {
        try {
            storage.forgetUpload(place, upload.id());
        } catch (IOException e) {
            throw new UncheckedIOException("An upload cannot be forgotten", e);
        }
    }

    private void discard(Content part) {
        storage.discard(part);
        storage.room().give(ObjectRoom.EACH);
    }

    /** The object that a completed upload made, while it is there and not too many were completed since. */
    public Optional<StoredObject> completed(String key, String id) {
        return completed.find(key, id);
    }

    /** As the other one, when it was made of these parts. */
    public Optional<StoredObject> completed(String key, String id, List<Named> named) {
        return completed.find(key, id).filter(object -> completed.isOf(id, named));
    }

    /**
     * Makes an object of the named parts. The same upload, completed by two requests at once, makes one object.
     *
     * @throws AwsException {@code NoSuchUpload}, or as {@link Completion#choose} and {@link WholeObject#check}
     */
    public StoredObject complete(Upload upload, List<Named> named, WholeObject whole, WriteCondition condition) {
        synchronized (upload) {
            Optional<StoredObject> made = completed(upload.key(), upload.id(), named);
            return made.isPresent() ? made.get() : join(upload, named, whole, condition);
        }
    }

    /** Takes note that the newest version of {@code key} is another one now. */
    public synchronized void written(String key) {
        for (Upload upload : uploads.values()) {
            if (upload.key().equals(key) && !upload.isKeyWritten()) {
                upload.keyWritten();
                store(upload);
            }
        }
    }

    private synchronized List<Upload.Part> choose(Upload upload, List<Named> named) {
        if (uploads.get(upload.id()) != upload) {
            throw S3Errors.noSuchUpload(upload.id());
        }
        return Completion.choose(upload, named);
    }

    private StoredObject join(Upload upload, List<Named> named, WholeObject whole, WriteCondition condition) {
        List<Upload.Part> chosen = choose(upload, named);
        List<Content> contents = chosen.stream().map(Upload.Part::content).toList();
        Content joined;
        try {
            joined = storage.join(contents);
        } catch (IOException e) {
            throw new UncheckedIOException("An upload cannot be put together", e);
        }
        List<ObjectPart> parts = new ArrayList<>();
        for (Upload.Part part : chosen) {
            Optional<ObjectChecksum> checksum = upload.algorithm().isPresent()
                            || part.digests().knownChecksum().isPresent()
                    ? Optional.of(part.digests().checksum())
                    : Optional.empty();
            parts.add(new ObjectPart(part.number(), part.content().length(), checksum));
        }
        Digests digests = Completion.digests(upload, chosen, joined);
        StoredObject object;
        try {
            object = target.putStaged(
                    upload.key(), joined, digests, upload.properties().withParts(parts), current -> {
                        whole.check(joined.length(), digests.checksum());
                        condition.check(current);
                    });
        } finally {
            // Either the object or its refusal gives this back; until now the parts stood for it.
            storage.room().takeAnyway(joined.length());
        }
        completed.add(upload.id(), named, object);
        abort(upload);
        return object;
    }

    /** Throws all uploads away, and forgets those that were completed. */
    public synchronized void clear() {
        List.copyOf(uploads.values()).forEach(this::abort);
        completed.clear();
    }
}
