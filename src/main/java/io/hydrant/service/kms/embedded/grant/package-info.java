/**
 * Grants: they are created, listed, retired and revoked here, and named by tokens. Entrance: {@link
 * io.hydrant.service.kms.embedded.grant.Grants}. The authorizer decides what a grant allows.
 */
@NullMarked
package io.hydrant.service.kms.embedded.grant;

import org.jspecify.annotations.NullMarked;
