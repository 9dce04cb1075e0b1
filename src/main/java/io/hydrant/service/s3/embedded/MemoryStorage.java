package io.hydrant.service.s3.embedded;

import java.util.List;
import java.util.Optional;

/** Keeps everything where it is: in memory. Stateless. */
final class MemoryStorage implements Storage {
    @Override
    public Content stage(Content source) {
        return source;
    }

    @Override
    public Content join(List<Content> parts) {
        return MemoryContent.joined(
                parts.stream().map(MemoryContent.class::cast).toList());
    }

    @Override
    public void discard(Content staged) {}

    @Override
    public Content publish(Bucket bucket, String key, Content bytes, Optional<Content> replaced) {
        return bytes;
    }

    @Override
    public Content shelve(Bucket bucket, Content bytes) {
        return bytes;
    }

    @Override
    public void delete(Bucket bucket, Content bytes) {}

    @Override
    public void describe(Bucket bucket, String key, List<StoredObject> versions) {}

    @Override
    public void save(Bucket bucket) {}

    @Override
    public void remove(Bucket bucket, List<Content> all) {}

    @Override
    public List<Bucket> load() {
        return List.of();
    }
}
