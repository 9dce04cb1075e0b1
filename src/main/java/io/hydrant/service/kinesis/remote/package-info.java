/**
 * Another Kinesis behind the port. Entrance: {@link io.hydrant.service.kinesis.remote.RemoteKinesis}. It does not know who reads, nor
 * how far.
 */
@NullMarked
package io.hydrant.service.kinesis.remote;

import org.jspecify.annotations.NullMarked;
