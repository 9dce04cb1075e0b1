/**
 * Operations on buckets and their settings. Entrance: {@link io.hydrant.service.s3.embedded.api.bucket.BucketRouter}; a new
 * operation is a method or class here and a line there. Does not know objects.
 */
@NullMarked
package io.hydrant.service.s3.embedded.api.bucket;

import org.jspecify.annotations.NullMarked;
