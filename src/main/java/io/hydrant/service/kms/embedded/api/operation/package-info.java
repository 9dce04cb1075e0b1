/**
 * What the operations of KMS share: their base, the pages of lists, tags. Entrance: {@link
 * io.hydrant.service.kms.embedded.api.operation.KmsOperation}. Names no operation.
 */
@NullMarked
package io.hydrant.service.kms.embedded.api.operation;

import org.jspecify.annotations.NullMarked;
