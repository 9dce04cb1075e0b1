/**
 * What AWS names mean here: one table of names and of what stands for them. Entrance: {@link io.hydrant.resource.Resources}. It
 * connects to nothing, and knows no stream.
 */
@NullMarked
package io.hydrant.resource;

import org.jspecify.annotations.NullMarked;
