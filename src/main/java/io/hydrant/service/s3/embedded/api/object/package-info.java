/**
 * Operations on objects: reads, writes, copies, deletes, tags, lists. Entrance: {@link
 * io.hydrant.service.s3.embedded.api.object.ObjectRouter}; a new operation is a class here and a line there. Does not know how objects
 * are kept.
 */
@NullMarked
package io.hydrant.service.s3.embedded.api.object;

import org.jspecify.annotations.NullMarked;
