/**
 * What every destination configures in the same way for its buckets: {@code S3Configuration}, {@code S3BackupConfiguration}, and
 * an S3 destination itself. Entrance: {@link io.hydrant.firehose.configuration.bucket.BucketRules}.
 */
@NullMarked
package io.hydrant.firehose.configuration.bucket;

import org.jspecify.annotations.NullMarked;
