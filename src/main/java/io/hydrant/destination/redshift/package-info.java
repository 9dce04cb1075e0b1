/**
 * The Redshift destination: its configuration. Hydrant delivers nothing to it yet. Entrance: {@link
 * io.hydrant.destination.redshift.RedshiftType}. Knows no other destination.
 */
@NullMarked
package io.hydrant.destination.redshift;

import org.jspecify.annotations.NullMarked;
