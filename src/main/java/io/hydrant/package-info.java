/**
 * The product: {@link io.hydrant.Hydrant} is the handle, {@link io.hydrant.HydrantAssembly} the wiring, {@link io.hydrant.Main} the
 * command. Everything else stands in the rooms below.
 */
@NullMarked
package io.hydrant;

import org.jspecify.annotations.NullMarked;
