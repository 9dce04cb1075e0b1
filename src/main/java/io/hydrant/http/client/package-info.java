/**
 * Requests that Hydrant makes of others. Entrance: {@link io.hydrant.http.client.HttpPoster}. It does not know what is in a body,
 * nor what an answer means.
 */
@NullMarked
package io.hydrant.http.client;

import org.jspecify.annotations.NullMarked;
