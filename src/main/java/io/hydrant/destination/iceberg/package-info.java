/**
 * The destination of Apache Iceberg tables: its configuration. Hydrant delivers nothing to it yet. Entrance: {@link
 * io.hydrant.destination.iceberg.IcebergType}. Knows no other destination.
 */
@NullMarked
package io.hydrant.destination.iceberg;

import org.jspecify.annotations.NullMarked;
