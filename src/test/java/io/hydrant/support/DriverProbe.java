package io.hydrant.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A program that prints with what state a connection to the URL of a database fails. The test of the image runs it in there. */
public final class DriverProbe {
    private DriverProbe() {}

    public static void main(String[] arguments) {
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            System.out.println("connected " + connection);
        } catch (SQLException e) {
            System.out.println(e.getSQLState() + ' ' + e.getMessage());
        }
    }
}
