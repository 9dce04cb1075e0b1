/**
 * The functions of jq 1.6 that are not written in jq itself. Entrance: {@link io.hydrant.jq.function.Functions}. Texts of errors are
 * recorded with jq 1.6.
 */
@NullMarked
package io.hydrant.jq.function;

import org.jspecify.annotations.NullMarked;
