package io.hydrant.support;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The table of a service's operations in the page about compatibility, and the list of them in the SDK's client. */
public final class OperationTable {
    private static final Path PAGE = Path.of("src/site/markdown/compatibility.md");
    private static final String IMPLEMENTED = "implemented";

    private OperationTable() {}

    /**
     * What differs between the table of {@code service} and the code, a sentence each.
     *
     * @param known all operations of the service
     * @param registered those that Hydrant carries out
     */
    public static List<String> differences(String service, Set<String> known, Set<String> registered)
            throws IOException {
        Map<String, String> rows = rows(service);
        List<String> found = new ArrayList<>();
        Set<String> names = new TreeSet<>(rows.keySet());
        names.addAll(known);
        names.addAll(registered);
        for (String name : names) {
            String said = rows.get(name);
            boolean there = registered.contains(name);
            if (said == null) {
                found.add("No row: " + name + (there ? ", which is registered" : ", which is not registered"));
            } else if (!known.contains(name)) {
                found.add("A row for no operation of " + service + ": " + name);
            } else if (there != said.equals(IMPLEMENTED)) {
                found.add("The row of " + name + " says '" + said + "', but the operation is "
                        + (there ? "registered" : "not registered"));
            } else if (!there && !said.matches("left out: .{10,}")) {
                found.add("The row of " + name + " gives no reason: " + said);
            }
        }
        return found;
    }

    /** The operations of an SDK's client by the names of its requests. */
    public static Set<String> operationsOf(Class<?> client) {
        Set<String> names = new TreeSet<>();
        for (Method method : client.getMethods()) {
            if (method.getParameterCount() == 1
                    && method.getParameterTypes()[0].getSimpleName().endsWith("Request")
                    && method.getReturnType().getSimpleName().endsWith("Response")) {
                names.add(method.getParameterTypes()[0].getSimpleName().replaceFirst("Request$", ""));
            }
        }
        return names;
    }

    private static Map<String, String> rows(String service) throws IOException {
        Map<String, String> rows = new TreeMap<>();
        boolean inside = false;
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("| Operation of " + service + " |")) {
                inside = true;
            } else if (inside && !line.startsWith("|")) {
                break;
            } else if (inside && !line.startsWith("|---")) {
                String[] cells = line.split("\\|", -1);
                rows.put(cells[1].strip(), cells[2].strip());
            }
        }
        return rows;
    }
}
