/**
 * The documents that a bucket keeps, and their rules: lifecycle, replication, notification, website, CORS, tiering, inventory, object
 * lock, encryption and the like. Entrance: {@link io.hydrant.service.s3.embedded.settings.Setting} for what there is, and one class
 * per document; {@code check} throws AWS's error, {@code completed} answers the document as it is told. Does not know the wire.
 */
@NullMarked
package io.hydrant.service.s3.embedded.settings;

import org.jspecify.annotations.NullMarked;
