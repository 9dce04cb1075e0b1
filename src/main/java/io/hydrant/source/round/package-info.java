/**
 * Reading in rounds: what sources that read another service have in common. Entrance: {@link io.hydrant.source.round.RoundReader}. It
 * does not know which service is read.
 */
@NullMarked
package io.hydrant.source.round;

import org.jspecify.annotations.NullMarked;
