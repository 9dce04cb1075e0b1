/**
 * Rules of what shall fail: read from JSON, refused with a sentence where they cannot hold, asked before each call, counted.
 * Entrances: {@link io.hydrant.fault.rule.FaultRules}, and {@link io.hydrant.fault.rule.RuleReader} for the JSON. They do not know
 * who asks, nor how an effect is carried out.
 */
@NullMarked
package io.hydrant.fault.rule;

import org.jspecify.annotations.NullMarked;
