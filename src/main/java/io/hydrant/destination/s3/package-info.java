/**
 * Delivery to buckets: objects of records, and objects of records that another destination gave up. Entrances: {@link
 * io.hydrant.destination.s3.ExtendedS3Type} and {@link io.hydrant.destination.s3.S3Buckets}. Does not know which S3 there is, when
 * a delivery is due or how often it is tried.
 */
@NullMarked
package io.hydrant.destination.s3;

import org.jspecify.annotations.NullMarked;
