/**
 * HTTP without a server: what a request and its answer are, and who owns a request. Entrance: {@link io.hydrant.http.HttpEndpoint}.
 */
@NullMarked
package io.hydrant.http;

import org.jspecify.annotations.NullMarked;
