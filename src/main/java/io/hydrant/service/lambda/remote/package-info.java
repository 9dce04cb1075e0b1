/**
 * Lambda functions that other servers run: behind a URL of their own, or behind a Lambda API. Entrance: {@link
 * io.hydrant.service.lambda.remote.HttpFunctions}. It asks once, and does not know what an event or an answer means.
 */
@NullMarked
package io.hydrant.service.lambda.remote;

import org.jspecify.annotations.NullMarked;
