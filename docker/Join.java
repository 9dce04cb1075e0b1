import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Joins a program's jar and its libraries into one jar, because every search for a service or a class that is not there opens all
 * jars of the class path, and that is a tenth of the start. Services are put together; licences and notices are kept in a
 * folder of META-INF for each jar. Native libraries are left out: docker/natives takes those of one processor. A class that two jars
 * have is an error.
 *
 * <p>usage: {@code java Join.java PROGRAM LIBRARIES TARGET}
 */
final class Join {
    private static final String SERVICES = "META-INF/services/";

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    public static void main(String[] arguments) throws IOException {
        Path program = Path.of(arguments[0]);
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> libraries = Files.newDirectoryStream(Path.of(arguments[1]), "*.jar")) {
            libraries.forEach(jars::add);
        }
        Collections.sort(jars);
        jars.add(0, program);
        Join join = new Join();
        for (Path jar : jars) {
            join.add(jar);
        }
        join.write(program, Path.of(arguments[2]));
    }

    private void add(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = nameOf(entry, path);
                if (name.isEmpty()) {
                    continue;
                }
                try (InputStream in = jar.getInputStream(entry)) {
                    put(name, in.readAllBytes());
                }
            }
        }
    }

    /** Its name in the joined jar; empty when it is left out. */
    private static String nameOf(JarEntry entry, Path jar) {
        String name = entry.getName();
        String file = name.substring(name.lastIndexOf('/') + 1);
        if (entry.isDirectory()
                || file.equals("module-info.class")
                || name.equals(JarFile.MANIFEST_NAME)
                || file.matches(".+\\.(so|a|dll|dylib|jnilib)")
                || name.matches("META-INF/([^/]+\\.(SF|RSA|DSA|EC)|INDEX\\.LIST)")) {
            return "";
        }
        return file.matches("(?i)(LICEN[CS]E|NOTICE|COPYING|AL2\\.0|LGPL2\\.1|DEPENDENCIES).*") && !file.endsWith(".class")
                ? "META-INF/licenses/" + jar.getFileName() + "/" + name.replaceFirst("^META-INF/(licenses/)?", "")
                : name;
    }

    private void put(String name, byte[] bytes) throws IOException {
        byte[] known = entries.putIfAbsent(name, bytes);
        if (known != null && name.startsWith(SERVICES)) {
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.write(known);
            both.write("\n".getBytes(StandardCharsets.UTF_8));
            both.write(bytes);
            entries.put(name, both.toByteArray());
        } else if (known != null && name.endsWith(".class")) {
            throw new IOException("Two jars have " + name);
        }
    }

    private void write(Path program, Path target) throws IOException {
        Manifest manifest;
        try (JarFile jar = new JarFile(program.toFile())) {
            manifest = jar.getManifest();
        }
        manifest.getMainAttributes().remove(Attributes.Name.CLASS_PATH);
        manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        try (OutputStream file = Files.newOutputStream(target);
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        }
    }
}
