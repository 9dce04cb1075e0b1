/**
 * The rules of the documents that a bucket keeps: lifecycle, replication, notification, website, CORS, tiering, inventory, object
 * lock, encryption, ownership, public access, policy and the like. One class per document; {@code check} throws AWS's error,
 * {@code completed} answers the document as it is told. Does not know the wire.
 */
@NullMarked
package io.hydrant.service.s3.embedded.settings;

import org.jspecify.annotations.NullMarked;
