/**
 * Decompression: a record that CloudWatch Logs packed with gzip, unpacked. Entrance: {@link
 * io.hydrant.processing.decompression.DecompressionType}. It does not know what the unpacked bytes say.
 */
@NullMarked
package io.hydrant.processing.decompression;

import org.jspecify.annotations.NullMarked;
