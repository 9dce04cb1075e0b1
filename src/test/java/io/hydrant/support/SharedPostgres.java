package io.hydrant.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A {@link Postgres} for all tests of a class, which are left out where none can be had. */
public final class SharedPostgres implements BeforeAllCallback, AfterAllCallback {
    private @Nullable Postgres postgres;

    @Override
    public void beforeAll(ExtensionContext context) {
        postgres = Postgres.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (postgres != null) {
            postgres.close();
        }
    }

    public Postgres server() {
        return Objects.requireNonNull(postgres);
    }

    /** Takes tables away from the first database, if they are there. */
    public void drop(String... tables) {
        try (Connection connection = DriverManager.getConnection(server().url());
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists " + String.join(", ", tables));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
