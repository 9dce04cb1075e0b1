/**
 * Signatures of requests that Hydrant itself sends to AWS. Entrance: {@link io.hydrant.http.signature.RequestSigner}. It sends
 * nothing, and knows no service.
 */
@NullMarked
package io.hydrant.http.signature;

import org.jspecify.annotations.NullMarked;
