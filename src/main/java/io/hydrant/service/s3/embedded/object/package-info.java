/**
 * What an object is: its bytes, its digests and checksums, what its writer says about it. Values only. Entrance:
 * {@link io.hydrant.service.s3.embedded.object.StoredObject}. Does not know where bytes are kept.
 */
@NullMarked
package io.hydrant.service.s3.embedded.object;

import org.jspecify.annotations.NullMarked;
