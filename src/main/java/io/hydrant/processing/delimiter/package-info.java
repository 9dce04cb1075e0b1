/**
 * AppendDelimiterToRecord: a delimiter behind each record. Entrance: {@link io.hydrant.processing.delimiter.DelimiterType}. It does not
 * look at the records.
 */
@NullMarked
package io.hydrant.processing.delimiter;

import org.jspecify.annotations.NullMarked;
