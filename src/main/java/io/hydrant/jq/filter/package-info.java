/**
 * What a compiled query consists of: filters that take a value and emit values, and the paths that they take through it.
 * Entrance: {@link io.hydrant.jq.filter.Filter}. Knows no syntax and no single function.
 */
@NullMarked
package io.hydrant.jq.filter;

import org.jspecify.annotations.NullMarked;
