/**
 * Where buckets keep what they have: in memory, or as plain files in a folder. Entrance:
 * {@link io.hydrant.service.s3.embedded.storage.Storage}. Does not decide who may write.
 */
@NullMarked
package io.hydrant.service.s3.embedded.storage;

import org.jspecify.annotations.NullMarked;
