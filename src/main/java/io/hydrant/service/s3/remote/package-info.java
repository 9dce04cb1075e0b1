/**
 * The port {@link io.hydrant.service.s3.ObjectStore} spoken to an S3 elsewhere, real AWS included. Entrance: {@link
 * io.hydrant.service.s3.remote.RemoteObjectStore}. Knows nothing of what is in the objects, and repeats nothing beyond one quick attempt.
 */
@NullMarked
package io.hydrant.service.s3.remote;

import org.jspecify.annotations.NullMarked;
