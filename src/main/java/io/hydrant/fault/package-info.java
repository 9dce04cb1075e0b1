/**
 * The port that is asked, before a call is made, whether it shall fail. Entrance: {@link io.hydrant.fault.Faults}. It has no rules
 * and does not know who asks.
 */
@NullMarked
package io.hydrant.fault;

import org.jspecify.annotations.NullMarked;
