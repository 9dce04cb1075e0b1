/**
 * Who may do what with a bucket and its objects: policies, access control lists, ownership, public access. Entrance: {@link
 * io.hydrant.service.s3.embedded.access.ObjectAccess} for what is written and read, {@link
 * io.hydrant.service.s3.embedded.access.Acl} for lists. Does not know the wire.
 */
@NullMarked
package io.hydrant.service.s3.embedded.access;

import org.jspecify.annotations.NullMarked;
