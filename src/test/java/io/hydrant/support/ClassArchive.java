package io.hydrant.support;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.hydrant.Hydrant;

/**
 * An archive of the classes that a start of Hydrant loads: with it a start takes half the work. The first test that starts Hydrant in
 * a process of its own makes it, for all others of the build. A Java machine archives classes of jars alone, so Hydrant's become one.
 */
final class ClassArchive {
    private static final Path CLASSES = classes();
    private static final Path FOLDER = CLASSES.resolveSibling("class-archive");
    private static final Path JAR = FOLDER.resolve("hydrant.jar");
    private static final Path ARCHIVE = FOLDER.resolve("archive");

    private ClassArchive() {}

    /** Options that take it, and a class path to go with it: that of the tests, Hydrant's own classes first. */
    static List<String> options() {
        make();
        String all = classPath(entry -> entry.endsWith(".jar"))
                + File.pathSeparator
                + classPath(entry -> !entry.endsWith(".jar")
                        && !CLASSES.equals(Path.of(entry).toAbsolutePath()));
        return List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-cp", all);
    }

    private static Path classes() {
        try {
            return Path.of(Hydrant.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String classPath(Predicate<String> which) {
        String own = System.getProperty("java.class.path");
        Stream<String> fitting =
                Arrays.stream(own.split(File.pathSeparator, -1)).filter(which);
        return Stream.concat(Stream.of(JAR.toString()).filter(which), fitting)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static synchronized void make() {
        try {
            Files.createDirectories(FOLDER);
            try (FileChannel channel =
                    FileChannel.open(FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                FileLock unused = channel.lock(); // until the channel is closed
                if (isStale()) {
                    Files.deleteIfExists(ARCHIVE);
                    pack();
                    train();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isStale() throws IOException {
        if (!Files.exists(ARCHIVE)) {
            return true;
        }
        long made = JAR.toFile().lastModified();
        try (Stream<Path> all = Files.walk(CLASSES)) {
            return all.anyMatch(each -> each.toFile().lastModified() > made);
        }
    }

    private static void pack() throws IOException {
        Path making = FOLDER.resolve("making.jar");
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(making));
                Stream<Path> all = Files.walk(CLASSES)) {
            jar.setLevel(Deflater.NO_COMPRESSION);
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(
                        new ZipEntry(CLASSES.relativize(each).toString().replace('\\', '/')));
                Files.copy(each, jar);
            }
        }
        Files.move(making, JAR, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Starts Hydrant on a folder, lets it end, and keeps what it has loaded. */
    private static void train() throws IOException {
        Path data = Files.createTempDirectory(FOLDER, "data");
        List<String> command = new ArrayList<>(ChildJvm.command(
                "-XX:ArchiveClassesAtExit=" + ARCHIVE, "-cp", classPath(entry -> entry.endsWith(".jar"))));
        command.addAll(List.of("io.hydrant.Main", "--port", "0", "--data-dir", data.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.endsWith("Ready.")) {
                    process.toHandle().destroy();
                }
            }
        }
    }
}
