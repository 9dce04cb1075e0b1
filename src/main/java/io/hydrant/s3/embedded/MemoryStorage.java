package io.hydrant.s3.embedded;

import java.util.List;

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
    public StoredObject publish(Bucket bucket, StoredObject object) {
        return object;
    }

    @Override
    public StoredObject shelve(Bucket bucket, StoredObject object) {
        return object;
    }

    @Override
    public void update(Bucket bucket, StoredObject object) {}

    @Override
    public void remove(Bucket bucket, StoredObject object) {}

    @Override
    public void save(Bucket bucket) {}

    @Override
    public void remove(Bucket bucket) {}

    @Override
    public List<Bucket> load() {
        return List.of();
    }
}
