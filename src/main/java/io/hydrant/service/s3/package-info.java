/**
 * The port to a bucket store: what a delivery needs of S3, and no more. Entrance: {@link io.hydrant.service.s3.ObjectStore}. Does not
 * know whether the store is ours or somebody else's, nor how it is spoken to.
 */
@NullMarked
package io.hydrant.service.s3;

import org.jspecify.annotations.NullMarked;
