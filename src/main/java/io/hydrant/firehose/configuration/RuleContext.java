package io.hydrant.firehose.configuration;

import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;

/**
 * What the rules of a configuration look at beside the configuration.
 *
 * @param caller sends the request
 * @param region the stream's
 */
public record RuleContext(Caller caller, Region region) {}
