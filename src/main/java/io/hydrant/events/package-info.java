/**
 * The ordered log of what happened: status changes, and KMS calls in the words of CloudTrail. Entrance: {@link io.hydrant.events.EventLog}.
 */
@NullMarked
package io.hydrant.events;

import org.jspecify.annotations.NullMarked;
