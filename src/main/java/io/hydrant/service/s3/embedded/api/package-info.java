/**
 * S3's REST protocol over the embedded S3: addresses, framings, documents, one class per family of operations. Entrance:
 * {@link io.hydrant.service.s3.embedded.api.S3Endpoint}. Does not know how objects are kept.
 */
@NullMarked
package io.hydrant.service.s3.embedded.api;

import org.jspecify.annotations.NullMarked;
