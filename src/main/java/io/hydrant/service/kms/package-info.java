/**
 * The port through which Hydrant speaks to a KMS, and its values. Entrance: {@link io.hydrant.service.kms.KeyService}. Does not know which KMS answers.
 */
@NullMarked
package io.hydrant.service.kms;

import org.jspecify.annotations.NullMarked;
