package io.hydrant.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/**
 * A real PostgreSQL with a cluster of its own in a temporary folder. Without its programs, tests that need it are left out, unless the
 * variable {@code POSTGRES_TESTS} says {@code on}.
 */
public final class Postgres implements AutoCloseable {
    private static final List<String> NO_ROOT =
            List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");

    private final Path folder;
    private final Path programs;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();

    private Postgres(Path folder, Path programs, int port) {
        this.folder = folder;
        this.programs = programs;
        this.port = port;
    }

    /** Starts one, or leaves the calling test out where none can be had. */
    public static Postgres start() {
        Optional<Path> programs = programs();
        if (!"on".equals(System.getenv("POSTGRES_TESTS"))) {
            Assumptions.assumeTrue(
                    programs.isPresent(), "There is no PostgreSQL: install Debian's package postgresql.");
        }
        try {
            Path folder = Files.createTempDirectory("postgres");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            Postgres made = new Postgres(folder, programs.orElseThrow(), freePort());
            made.run("initdb", "-D", made.data(), "-U", "hydrant", "-A", "trust", "--no-sync");
            made.startServer();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> programs() {
        Stream<Path> path = Stream.of(System.getenv("PATH").split(":")).map(Path::of);
        Stream<Path> debian = Stream.iterate(20, version -> version >= 12, version -> version - 1)
                .map(version -> Path.of("/usr/lib/postgresql", Integer.toString(version), "bin"));
        return Stream.concat(debian, path)
                .filter(each ->
                        Files.isExecutable(each.resolve("initdb")) && Files.isExecutable(each.resolve("pg_ctl")))
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /** Starts the server of the cluster. */
    public void startServer() {
        run(
                "pg_ctl",
                "-D",
                data(),
                "-l",
                folder.resolve("log").toString(),
                "-w",
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c autovacuum=off",
                "start");
    }

    /** Stops the server at once, as a crash does. */
    public void stopServer() {
        run("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
    }

    /** What a JDBC driver takes. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=hydrant";
    }

    /** Makes an empty database; answers what a JDBC driver takes for it. */
    public String newDatabase() {
        String name = "d" + databases.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return url().replace("/postgres?", "/" + name + "?");
    }

    /** PostgreSQL refuses to run as root. */
    private void run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(NO_ROOT);
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            Path said = folder.resolve(program + ".out");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new AssertionError(command + " failed:\n" + Files.readString(said, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        stopServer();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
