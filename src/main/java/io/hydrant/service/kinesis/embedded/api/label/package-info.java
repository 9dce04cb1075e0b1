/**
 * Operations on tags and resource policies. Entrance: {@link
 * io.hydrant.service.kinesis.embedded.api.label.LabelOperations}.
 */
@NullMarked
package io.hydrant.service.kinesis.embedded.api.label;

import org.jspecify.annotations.NullMarked;
