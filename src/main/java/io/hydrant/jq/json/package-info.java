/**
 * JSON as jq 1.6 has it: how it is read, ordered and printed. Entrance: {@link io.hydrant.jq.json.Json}. Knows no query.
 */
@NullMarked
package io.hydrant.jq.json;

import org.jspecify.annotations.NullMarked;
