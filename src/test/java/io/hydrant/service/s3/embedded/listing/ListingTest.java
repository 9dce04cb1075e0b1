package io.hydrant.service.s3.embedded.listing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.service.s3.embedded.EmbeddedS3;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.Digests;
import io.hydrant.service.s3.embedded.object.MemoryContent;
import io.hydrant.service.s3.embedded.object.ObjectEncryption;
import io.hydrant.service.s3.embedded.object.ObjectProperties;
import io.hydrant.service.s3.embedded.object.StoredObject;
import io.hydrant.service.s3.embedded.object.Versioning;
import io.hydrant.service.s3.embedded.object.WriteCondition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ListingTest {
    private static final Scope SCOPE = new Scope(new AccountId("000000000000"), new Region("us-east-1"));

    /** Results are keys and common prefixes together, in order; {@code +} at the end says that there is more. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            KEYS                | PREFIX | DELIMITER | AFTER | MAX | RESULT
            b c a               | ''     | ''        | ''    | 10  | a b c
            b c a               | ''     | ''        | ''    | 2   | a b +
            b c a               | ''     | ''        | b     | 2   | c
            b c a               | ''     | ''        | ''    | 3   | a b c
            b c a               | ''     | ''        | ''    | 0   | ''
            a/1 a/2 b           | ''     | /         | ''    | 10  | b a/
            a/1 a/2 b/1 c       | ''     | /         | ''    | 1   | a/ +
            a/1 a/2 b/1 c       | ''     | /         | a/    | 10  | c b/
            a/1 a/2 b/1 c       | a/     | /         | ''    | 10  | a/1 a/2
            a/1 a/2 b/1 c       | a      | /         | ''    | 10  | a/
            a/1 a/2/3 a/2/4     | a/     | /         | ''    | 10  | a/1 a/2/
            a/ a/1              | a/     | /         | ''    | 10  | a/ a/1
            ab ac b             | a      | ''        | ''    | 10  | ab ac
            ab ac b             | a      | ''        | ab    | 10  | ac
            ab ac b             | b      | ''        | ab    | 10  | b
            x--1 x--2 x-3       | ''     | --        | ''    | 10  | x-3 x--
            a/1 a/2 b           | ''     | /         | a/1   | 10  | b a/
            b                   | c      | ''        | ''    | 10  | ''
            """)
    void pagesThroughTheKeys(String keys, String prefix, String delimiter, String after, int max, String result) {
        Listing page = bucket(keys.split(" ", -1)).list(new Listing.Query(prefix, delimiter, after, max));

        List<String> told = new ArrayList<>();
        page.objects().forEach(object -> told.add(object.key()));
        told.addAll(page.commonPrefixes());
        if (page.isTruncated()) {
            told.add("+");
        }
        assertThat(String.join(" ", told)).isEqualTo(result);
    }

    @Test
    void ordersKeysByTheirBytesInUtf8() {
        String private1 = Character.toString(0xFF5E);
        String beyond = Character.toString(0x1F600);
        Listing page = bucket(beyond, private1, "a").list(new Listing.Query("", "", "", 10));

        assertThat(page.objects()).extracting(StoredObject::key).containsExactly("a", private1, beyond);
    }

    @Test
    void aPageBehindTheOtherTellsEveryKeyOnce() {
        String[] keys = new String[97];
        Arrays.setAll(keys, i -> "d" + i % 13 + "/" + (i % 3 == 0 ? "x/" : "") + i);
        Bucket bucket = bucket(keys);

        List<String> told = new ArrayList<>();
        String after = "";
        Listing page;
        do {
            page = bucket.list(new Listing.Query("", "", after, 7));
            page.objects().forEach(object -> told.add(object.key()));
            after = page.next().orElse("");
        } while (page.isTruncated());

        assertThat(told).doesNotHaveDuplicates().containsExactlyInAnyOrder(keys);
    }

    @Test
    void deleteMarkersAreNotListed() {
        Bucket bucket = bucket("a", "b");
        bucket.versioning(Versioning.ENABLED);
        bucket.delete("a", WriteCondition.NONE);

        assertThat(bucket.list(new Listing.Query("", "", "", 10)).objects())
                .extracting(StoredObject::key)
                .containsExactly("b");
    }

    @Test
    void versionsArePagedNewestFirst() {
        Bucket bucket = bucket("a", "b");
        bucket.versioning(Versioning.ENABLED);
        put(bucket, "a");
        put(bucket, "a");

        List<String> told = new ArrayList<>();
        VersionListing.Position after = new VersionListing.Position("", "");
        VersionListing page;
        do {
            page = bucket.listVersions(new VersionListing.Query("", "", after, 1));
            page.entries().forEach(entry -> told.add(entry.object().key() + (entry.latest() ? "!" : "")));
            after = page.next().orElse(after);
        } while (page.next().isPresent());

        assertThat(told).containsExactly("a!", "a", "a", "b!");
    }

    private static Bucket bucket(String... keys) {
        Bucket bucket =
                new EmbeddedS3(() -> Instant.EPOCH, Optional.empty(), SCOPE.account()).createBucket(SCOPE, "listing");
        Arrays.stream(keys).forEach(key -> put(bucket, key));
        return bucket;
    }

    private static void put(Bucket bucket, String key) {
        Content content = MemoryContent.of(new byte[0]);
        bucket.put(
                key,
                content,
                Digests.unknown(content),
                new ObjectProperties(Map.of(), ObjectEncryption.AES256, Map.of(), List.of()),
                WriteCondition.NONE);
    }
}
