package io.hydrant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The tables of {@code architecture.md}, read as rows. */
final class FloorPlan {
    private static final String ROOT = "the root package";

    private FloorPlan() {}

    /**
     * One package.
     *
     * @param room its name below {@code io.hydrant}; empty for the root; {@code x.*} for those inside of {@code x} without a row
     * @param imports packages that it may import, likewise; {@code x.*} takes those inside of {@code x}
     * @param libraries names from the test's table of libraries
     * @param reason why it may import no more
     */
    record Row(String room, List<String> imports, List<String> libraries, String reason) {
        boolean isPattern() {
            return room.endsWith(".*");
        }

        boolean isRoot() {
            return room.isEmpty();
        }
    }

    static List<Row> read(Path page) {
        try {
            return Files.readAllLines(page).stream()
                    .filter(line -> line.startsWith("| `") || line.startsWith("| " + ROOT))
                    .map(line -> line.split("\\|", -1))
                    .filter(cells -> cells.length == 7)
                    .map(cells -> new Row(name(cells[1]), names(cells[3]), names(cells[4]), cells[5].strip()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(String cell) {
        return Arrays.stream(cell.split(","))
                .map(FloorPlan::name)
                .filter(name -> !name.isEmpty() || cell.contains(ROOT))
                .toList();
    }

    private static String name(String text) {
        String name = text.strip().replace("`", "");
        return name.equals(ROOT) ? "" : name;
    }
}
