/**
 * Operations on what keys are called: aliases and tags. Entrance: {@link
 * io.hydrant.service.kms.embedded.api.label.LabelOperations}. Decides nothing and does not know the wire.
 */
@NullMarked
package io.hydrant.service.kms.embedded.api.label;

import org.jspecify.annotations.NullMarked;
