package io.hydrant.store.jdbc;

import java.util.List;

/**
 * What a transaction asks before it changes anything.
 *
 * @param steps hold until the transaction ends; they divide by zero when this process may not change anything any more
 */
record Guard(List<Step> steps) {
    /** For an engine that one process uses. */
    static final Guard NONE = new Guard(List.of());

    /** The state of a division by zero, in the words of the SQL standard. */
    static final String REFUSED = "22012";
}
