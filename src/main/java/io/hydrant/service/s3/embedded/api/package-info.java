/**
 * S3's REST protocol over the embedded S3. Entrance: {@link io.hydrant.service.s3.embedded.api.S3Endpoint}. Its router asks that of
 * an inner package which operation a request is. Does not know how objects are kept.
 */
@NullMarked
package io.hydrant.service.s3.embedded.api;

import org.jspecify.annotations.NullMarked;
