package io.hydrant.service.s3.embedded.storage;

import java.nio.file.Path;
import java.util.Optional;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.RequestIds;

/**
 * Where a {@link FolderStorage} keeps what: objects in the folder of their bucket, older versions, descriptions and unfinished files in
 * a folder of Hydrant's own.
 */
final class FolderLayout {
    private static final String SIDE = ".hydrant";
    private static final String BUCKET_FILE = "bucket.properties";
    private static final String SHELF = "shelf:";

    /** How names of descriptions end. */
    static final String DESCRIPTION = ".properties";

    /** How names of changes end. */
    static final String CHANGE = ".next";

    private final Path root;
    private final AccountId account;

    /** {@code account} is the one whose buckets lie directly in {@code root}. */
    FolderLayout(Path root, AccountId account) {
        this.root = root;
        this.account = account;
    }

    Path root() {
        return root;
    }

    /** The account whose buckets lie directly in the root. */
    AccountId account() {
        return account;
    }

    /** The folder of unfinished files. */
    Path temporary() {
        return root.resolve(SIDE).resolve("tmp");
    }

    /** A file that is not there yet. */
    Path newTemporary() {
        return temporary().resolve(RequestIds.next());
    }

    /** The folder whose folders have the names of accounts. */
    Path accounts() {
        return root.resolve(SIDE);
    }

    /** The folder of the newest versions. */
    Path folder(BucketPlace bucket) {
        AccountId owner = bucket.scope().account();
        Path base = owner.equals(account) ? root : root.resolve("@" + owner);
        return base.resolve(bucket.name());
    }

    /** The folder of what files in {@link #folder} cannot say. */
    Path side(BucketPlace bucket) {
        return root.resolve(SIDE).resolve(bucket.scope().account().value()).resolve(bucket.name());
    }

    /** The folder of older versions. */
    Path shelf(BucketPlace bucket) {
        return side(bucket).resolve("versions");
    }

    /** The folder of what is said about objects. */
    Path descriptions(BucketPlace bucket) {
        return side(bucket).resolve("objects");
    }

    /** What is said about the object {@code key}. */
    Path description(BucketPlace bucket, String key) {
        return descriptions(bucket).resolve(KeyPlace.hash(key) + DESCRIPTION);
    }

    /** What is about to be said about the object, and what is to be done with its files first. */
    Path change(BucketPlace bucket, String key) {
        return descriptions(bucket).resolve(KeyPlace.hash(key) + CHANGE);
    }

    /** The file that a change becomes when it is done. */
    static Path descriptionOf(Path change) {
        String name = String.valueOf(change.getFileName());
        return change.resolveSibling(name.substring(0, name.length() - CHANGE.length()) + DESCRIPTION);
    }

    /** The folder of uploads that are under way, with a folder for each. */
    Path uploads(BucketPlace bucket) {
        return side(bucket).resolve("uploads");
    }

    /** The folder of what is said about completed uploads. */
    Path completed(BucketPlace bucket) {
        return side(bucket).resolve("completed");
    }

    /** What is said about the bucket. */
    Path description(BucketPlace bucket) {
        return descriptionIn(side(bucket));
    }

    /** What is said about the bucket whose side folder is {@code side}. */
    static Path descriptionIn(Path side) {
        return side.resolve(BUCKET_FILE);
    }

    /** The name of the place of {@code file}, which stays right when the root is moved. */
    String placeOf(BucketPlace bucket, Path file) {
        Path shelf = shelf(bucket);
        return file.startsWith(shelf)
                ? SHELF + shelf.relativize(file)
                : folder(bucket).relativize(file).toString();
    }

    /** The name of a file below the root, which stays right when the root is moved. */
    String nameOf(Path file) {
        return root.relativize(file).toString();
    }

    /** The file that {@link #nameOf} named; empty when it lies elsewhere. */
    Optional<Path> named(String name) {
        return Optional.of(root.resolve(name).normalize()).filter(path -> path.startsWith(root));
    }

    /** The file at a place that {@link #placeOf} named; empty when it lies elsewhere. */
    Optional<Path> at(BucketPlace bucket, String place) {
        boolean shelved = place.startsWith(SHELF);
        Path within = shelved ? shelf(bucket) : folder(bucket);
        Path file = within.resolve(shelved ? place.substring(SHELF.length()) : place)
                .normalize();
        return Optional.of(file).filter(path -> path.startsWith(within));
    }
}
