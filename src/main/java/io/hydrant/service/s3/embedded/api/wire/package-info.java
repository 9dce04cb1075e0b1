/**
 * A request of S3 read as far as every operation needs it, and its answer written: addresses, parameters, framings, checksums, tags.
 * Entrance: {@link io.hydrant.service.s3.embedded.api.wire.S3Call} for requests, {@link
 * io.hydrant.service.s3.embedded.api.wire.Replies} for answers. Names no operation.
 */
@NullMarked
package io.hydrant.service.s3.embedded.api.wire;

import org.jspecify.annotations.NullMarked;
