/**
 * The port of sources: where the records of a delivery stream come from. Entrances: {@link io.hydrant.source.SourceType}, {@link
 * io.hydrant.source.Source}. It does not know streams, encryption or the wire.
 */
@NullMarked
package io.hydrant.source;

import org.jspecify.annotations.NullMarked;
