package io.hydrant.service.s3.embedded.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.hydrant.http.ArrayOutput;
import io.hydrant.service.s3.ObjectBody;
import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.MemoryContent;
import io.hydrant.service.s3.embedded.object.StoredObject;

/** Keeps everything where it is: in memory, as far as there is room. */
public final class MemoryStorage implements Storage {
    private static final int PIECE = 1 << 20;

    private final ObjectRoom room;

    /** {@code room} is what objects may take. */
    public MemoryStorage(ObjectRoom room) {
        this.room = room;
    }

    @Override
    public ObjectRoom room() {
        return room;
    }

    @Override
    public Content stage(Content source) throws IOException {
        room.take(source.length());
        if (source instanceof MemoryContent) {
            return source;
        }
        try {
            return copy(source);
        } catch (IOException | RuntimeException | Error e) {
            room.give(source.length());
            throw e;
        }
    }

    private static Content copy(Content source) throws IOException {
        List<byte[]> pieces = new ArrayList<>();
        try (Content.Handle handle = source.open()) {
            for (long at = 0; at < source.length(); at += PIECE) {
                int count = (int) Math.min(PIECE, source.length() - at);
                byte[] piece = new byte[count];
                handle.writeTo(new ArrayOutput(piece), at, count);
                pieces.add(piece);
            }
        }
        return new MemoryContent(ObjectBody.of(pieces));
    }

    @Override
    public Content join(List<Content> parts) {
        return MemoryContent.joined(
                parts.stream().map(MemoryContent.class::cast).toList());
    }

    @Override
    public void discard(Content staged) {
        room.give(staged.length());
    }

    @Override
    public List<StoredObject> keep(BucketPlace bucket, String key, List<StoredObject> versions, List<Content> gone) {
        gone.forEach(this::discard);
        return versions;
    }

    @Override
    public void keepUpload(BucketPlace bucket, KeptUpload upload) {}

    @Override
    public Content keepPart(BucketPlace bucket, String upload, KeptPart part) {
        return part.content();
    }

    @Override
    public void forgetUpload(BucketPlace bucket, String upload) {}

    @Override
    public void keepCompleted(BucketPlace bucket, String upload, Map<String, String> said) {}

    @Override
    public void save(KeptBucket bucket) {}

    @Override
    public void remove(BucketPlace bucket, List<Content> all) {
        all.forEach(this::discard);
    }

    @Override
    public List<LoadedBucket> load() {
        return List.of();
    }
}
