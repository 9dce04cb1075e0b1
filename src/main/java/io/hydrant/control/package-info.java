/** What tests hold in their hands. Entrance: {@link io.hydrant.control.HydrantControl}. Stands alone, on the JDK only. */
@NullMarked
package io.hydrant.control;

import org.jspecify.annotations.NullMarked;
