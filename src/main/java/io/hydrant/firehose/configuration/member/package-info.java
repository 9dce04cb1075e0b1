/**
 * Trees of AWS member names and neutral values: how they are read, changed and copied, and how a rule refuses one. Entrance:
 * {@link io.hydrant.firehose.configuration.member.Members}. Knows no member of any configuration but the secret ones.
 */
@NullMarked
package io.hydrant.firehose.configuration.member;

import org.jspecify.annotations.NullMarked;
