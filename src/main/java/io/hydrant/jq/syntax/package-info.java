/**
 * jq's language: from the text of a query to its filter. Entrance: {@link io.hydrant.jq.syntax.Parser}.
 */
@NullMarked
package io.hydrant.jq.syntax;

import org.jspecify.annotations.NullMarked;
