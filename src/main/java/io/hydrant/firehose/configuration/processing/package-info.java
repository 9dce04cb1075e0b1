/**
 * What every destination configures in the same way for its processors: {@code ProcessingConfiguration}. Entrance:
 * {@link io.hydrant.firehose.configuration.processing.ProcessorRules}. Runs no processor.
 */
@NullMarked
package io.hydrant.firehose.configuration.processing;

import org.jspecify.annotations.NullMarked;
