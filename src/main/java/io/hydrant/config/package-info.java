/**
 * From environment, file and command line to one immutable configuration. Entrance: {@link io.hydrant.config.Settings}.
 * Does not know what is done with a setting.
 */
@NullMarked
package io.hydrant.config;

import org.jspecify.annotations.NullMarked;
