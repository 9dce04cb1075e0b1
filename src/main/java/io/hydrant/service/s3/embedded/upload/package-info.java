/**
 * Uploads in parts, from their begin to the object that they make. Entrance:
 * {@link io.hydrant.service.s3.embedded.upload.Uploads}. Sees its bucket through {@link io.hydrant.service.s3.embedded.upload.UploadTarget}.
 */
@NullMarked
package io.hydrant.service.s3.embedded.upload;

import org.jspecify.annotations.NullMarked;
