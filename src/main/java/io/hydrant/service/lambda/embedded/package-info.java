/**
 * Functions by their names, and those that run in this process. Entrance: {@link
 * io.hydrant.service.lambda.embedded.NamedFunctions}. It speaks no HTTP.
 */
@NullMarked
package io.hydrant.service.lambda.embedded;

import org.jspecify.annotations.NullMarked;
