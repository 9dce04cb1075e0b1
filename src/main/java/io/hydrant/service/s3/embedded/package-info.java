/**
 * An S3 of our own: accounts' buckets with their objects, versions, uploads and settings, in memory or as plain files. Entrance:
 * {@link io.hydrant.service.s3.embedded.EmbeddedS3}. Does not know the wire, Firehose or which KMS there is.
 */
@NullMarked
package io.hydrant.service.s3.embedded;

import org.jspecify.annotations.NullMarked;
