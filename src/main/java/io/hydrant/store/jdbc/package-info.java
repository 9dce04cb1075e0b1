/**
 * State in a database over JDBC: H2 in a folder, or PostgreSQL. Entrances: {@link io.hydrant.store.jdbc.JdbcStateStore}, {@link
 * io.hydrant.store.jdbc.DataFolder}. It does not know what the values mean.
 */
@NullMarked
package io.hydrant.store.jdbc;

import org.jspecify.annotations.NullMarked;
