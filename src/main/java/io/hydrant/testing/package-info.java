/** What tests hold in their hands. Entrance: {@link io.hydrant.testing.HydrantControl}. Stands alone, on the JDK only. */
@NullMarked
package io.hydrant.testing;

import org.jspecify.annotations.NullMarked;
