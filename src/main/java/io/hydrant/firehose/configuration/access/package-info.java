/**
 * The roles and secrets that a configuration names. Entrance: {@link io.hydrant.firehose.configuration.access.RoleRules}. Asks
 * neither IAM nor Secrets Manager.
 */
@NullMarked
package io.hydrant.firehose.configuration.access;

import org.jspecify.annotations.NullMarked;
