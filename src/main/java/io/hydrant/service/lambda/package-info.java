/**
 * The port to Lambda functions. Entrance: {@link io.hydrant.service.lambda.FunctionService}. It does not know what an event
 * means, nor when an invocation is tried again.
 */
@NullMarked
package io.hydrant.service.lambda;

import org.jspecify.annotations.NullMarked;
