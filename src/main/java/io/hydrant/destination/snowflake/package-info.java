/**
 * The Snowflake destination: its configuration. Hydrant delivers nothing to it yet. Entrance: {@link
 * io.hydrant.destination.snowflake.SnowflakeType}. Knows no other destination.
 */
@NullMarked
package io.hydrant.destination.snowflake;

import org.jspecify.annotations.NullMarked;
