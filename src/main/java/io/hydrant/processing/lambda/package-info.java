/**
 * The Lambda processor: records become events, and a function's answers become records. Entrance: {@link
 * io.hydrant.processing.lambda.LambdaType}. It does not know where a function runs, nor when a batch is tried again.
 */
@NullMarked
package io.hydrant.processing.lambda;

import org.jspecify.annotations.NullMarked;
