/**
 * Who may do what with a bucket and its objects. Entrance: {@link io.hydrant.service.s3.embedded.access.ObjectAccess} for objects.
 * Does not know the wire.
 */
@NullMarked
package io.hydrant.service.s3.embedded.access;

import org.jspecify.annotations.NullMarked;
