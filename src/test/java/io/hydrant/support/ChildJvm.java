package io.hydrant.support;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command of a Java machine that a test starts. Such a machine is over before its second compiler pays, has little garbage, and
 * runs what this build and its libraries have compiled, which needs no verification.
 */
public final class ChildJvm {
    private ChildJvm() {}

    /** The machine's own command with {@code words} behind it: more options, and what is to run. */
    public static List<String> command(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir")));
        command.addAll(List.of(words));
        return command;
    }

    /** The same on the class path of the tests, running the main class {@code name}. */
    public static List<String> ofClass(String name, String... words) {
        List<String> command = command(ClassArchive.options().toArray(String[]::new));
        command.add(name);
        command.addAll(List.of(words));
        return command;
    }
}
