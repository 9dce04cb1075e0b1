/**
 * One bucket: its objects with their versions, its uploads and its settings. Entrance: {@link
 * io.hydrant.service.s3.embedded.bucket.Bucket}. Does not know who owns it, nor who may write.
 */
@NullMarked
package io.hydrant.service.s3.embedded.bucket;

import org.jspecify.annotations.NullMarked;
