/**
 * Values of a store as JSON: records, sealed types, enums, collections and times, without annotations in the domain. Entrance:
 * {@link io.hydrant.store.codec.ValueCodec}. It does not know what the values mean, nor where their bytes are kept.
 */
@NullMarked
package io.hydrant.store.codec;

import org.jspecify.annotations.NullMarked;
