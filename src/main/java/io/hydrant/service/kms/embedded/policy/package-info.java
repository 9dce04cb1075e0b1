/**
 * Who may do what with a key: key policies, identity policies, grants and the state of the key. Entrance: {@link
 * io.hydrant.service.kms.embedded.policy.Authorizer}. Uses no key.
 */
@NullMarked
package io.hydrant.service.kms.embedded.policy;

import org.jspecify.annotations.NullMarked;
