/**
 * IAM policy documents and what they say about one request: an explicit deny wins. Entrances: {@link
 * io.hydrant.policy.PolicyDocument} and {@link io.hydrant.policy.PolicyEvaluator}. Knows no service; KMS grants are not
 * its business.
 */
@NullMarked
package io.hydrant.policy;

import org.jspecify.annotations.NullMarked;
