package io.hydrant.service.s3.embedded.bucket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.service.s3.embedded.listing.VersionListing;
import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.Digests;
import io.hydrant.service.s3.embedded.object.MemoryContent;
import io.hydrant.service.s3.embedded.object.ObjectEncryption;
import io.hydrant.service.s3.embedded.object.ObjectProperties;
import io.hydrant.service.s3.embedded.object.StoredObject;
import io.hydrant.service.s3.embedded.object.Versioning;
import io.hydrant.service.s3.embedded.object.WriteCondition;
import io.hydrant.service.s3.embedded.storage.BucketPlace;
import io.hydrant.service.s3.embedded.storage.LoadedBucket;
import io.hydrant.service.s3.embedded.storage.MemoryStorage;
import io.hydrant.service.s3.embedded.storage.ObjectRoom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages of versions whose marker is gone; the clock stands still. */
class VersionOrderTest {
    private static final Scope SCOPE = new Scope(new AccountId("000000000000"), new Region("us-east-1"));
    private static final String KEY = "k";

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    /** Writes versions, null versions and delete markers, deletes some of them, and pages from a marker that may be gone. */
    @ParameterizedTest
    @MethodSource("seeds")
    void tellsWhatIsBehindAMarkerWhetherItIsThereOrNot(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Bucket bucket = bucket();
        List<String> written = new ArrayList<>();
        if (random.nextBoolean()) {
            write(bucket, written, false);
        }
        int count = 2 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            bucket.versioning(random.nextInt(3) == 0 ? Versioning.SUSPENDED : Versioning.ENABLED);
            write(bucket, written, random.nextInt(4) == 0);
        }
        List<String> left = new ArrayList<>(written);
        for (String id : written) {
            if (random.nextBoolean()) {
                bucket.deleteVersion(KEY, id, WriteCondition.NONE);
                left.remove(id);
            }
        }

        for (int i = 0; i < written.size(); i++) {
            List<String> behind = new ArrayList<>(written.subList(i + 1, written.size()));
            behind.retainAll(left);

            assertThat(behind(bucket, written.get(i)))
                    .as("written %s left %s marker %s", written, left, written.get(i))
                    .isEqualTo(behind);
        }
    }

    @Test
    void theIdsOfAnEarlierRunKeepTheirPlace() {
        Bucket before = bucket();
        before.versioning(Versioning.ENABLED);
        List<String> written = new ArrayList<>();
        write(before, written, false);
        write(before, written, false);
        List<StoredObject> versions = written.stream()
                .map(id -> before.version(KEY, id).orElseThrow())
                .toList();
        Bucket after = Bucket.restored(
                new LoadedBucket(before.kept(), Map.of(KEY, versions), List.of(), Map.of()),
                new MemoryStorage(ObjectRoom.UNBOUNDED),
                () -> Instant.EPOCH);
        write(after, written, false);
        after.deleteVersion(KEY, written.get(1), WriteCondition.NONE);

        assertThat(behind(after, written.get(0))).containsExactly(written.get(2));
        assertThat(behind(after, written.get(1))).containsExactly(written.get(2));
    }

    @Test
    void aMarkerThatWasNeverGivenHidesNothing() {
        Bucket bucket = bucket();
        bucket.versioning(Versioning.ENABLED);
        List<String> written = new ArrayList<>();
        write(bucket, written, false);

        assertThat(behind(bucket, "0123456789abcdef0123456789abcdef")).isEqualTo(written);
        assertThat(behind(bucket, "null")).isEqualTo(written);
    }

    private static List<String> behind(Bucket bucket, String marker) {
        List<String> told = new ArrayList<>();
        VersionListing.Position after = new VersionListing.Position(KEY, marker);
        VersionListing page;
        do {
            page = bucket.listVersions(new VersionListing.Query("", "", after, 2));
            page.entries().forEach(entry -> told.add(entry.object().versionId()));
            after = page.next().orElse(after);
        } while (page.next().isPresent());
        return told;
    }

    /** Writes the newest version; a null version takes the place of the one before. */
    private static void write(Bucket bucket, List<String> written, boolean marker) {
        Content content = MemoryContent.of(new byte[0]);
        String id = marker
                ? bucket.delete(KEY, WriteCondition.NONE).orElseThrow().versionId()
                : bucket.put(
                                KEY,
                                content,
                                Digests.unknown(content),
                                new ObjectProperties(Map.of(), ObjectEncryption.AES256, Map.of(), List.of()),
                                WriteCondition.NONE)
                        .versionId();
        written.remove(id);
        written.add(0, id);
    }

    private static Bucket bucket() {
        return Bucket.create(
                new BucketPlace(SCOPE, "order"), new MemoryStorage(ObjectRoom.UNBOUNDED), () -> Instant.EPOCH);
    }
}
