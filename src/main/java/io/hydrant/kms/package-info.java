/**
 * The port through which Hydrant speaks to a KMS, and its values. Entrance: {@link io.hydrant.kms.KeyService}. Does not know which KMS answers.
 */
@NullMarked
package io.hydrant.kms;

import org.jspecify.annotations.NullMarked;
