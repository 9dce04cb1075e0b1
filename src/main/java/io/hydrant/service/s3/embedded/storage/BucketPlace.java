package io.hydrant.service.s3.embedded.storage;

import java.util.Objects;

import io.hydrant.aws.Scope;

/**
 * Where a bucket has its place in a storage.
 *
 * @param scope the account that owns it and the Region it was created in
 */
public record BucketPlace(Scope scope, String name) {
    public BucketPlace {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(name, "name");
    }
}
