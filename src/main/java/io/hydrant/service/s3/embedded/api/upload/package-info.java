/**
 * Operations on uploads in parts. Entrance: {@link io.hydrant.service.s3.embedded.api.upload.UploadRouter}; a new operation is a
 * class here and a line there. Builds on what operations on objects share.
 */
@NullMarked
package io.hydrant.service.s3.embedded.api.upload;

import org.jspecify.annotations.NullMarked;
