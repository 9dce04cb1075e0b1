/**
 * The command {@code check-endpoint}: its arguments, and its report for people and for machines. Entrance: {@link
 * io.hydrant.destination.http.check.command.CheckCommand}. Does not know how a check is run.
 */
@NullMarked
package io.hydrant.destination.http.check.command;

import org.jspecify.annotations.NullMarked;
