package io.hydrant.destination.http.check.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.aws.Scope;
import io.hydrant.config.HydrantConfig;
import io.hydrant.destination.http.check.CheckOptions;
import io.hydrant.destination.http.check.CheckReport;
import io.hydrant.destination.http.check.EndpointCheck;
import io.hydrant.destination.http.check.Tools;
import io.hydrant.resource.ResourceSetting;
import io.hydrant.resource.Resources;
import io.hydrant.time.VirtualTime;
import io.hydrant.time.WallTime;
import org.jspecify.annotations.Nullable;

/** The command {@code check-endpoint}. */
public final class CheckCommand {
    private static final int COULD_NOT_RUN = CheckReport.Result.COULD_NOT_RUN.exitStatus();

    private final PrintStream out;
    private final PrintStream err;
    private final int columns;

    /**
     * @param columns how wide the terminal is, as {@code COLUMNS} says it; null for wide enough
     */
    public CheckCommand(PrintStream out, PrintStream err, @Nullable String columns) {
        this.out = out;
        this.err = err;
        this.columns =
                columns != null && columns.matches("[1-9]\\d{0,8}") ? Integer.parseInt(columns) : Integer.MAX_VALUE;
    }

    /**
     * Runs the command.
     *
     * @param words what stands behind {@code check-endpoint}
     * @return the exit status: 0 if the endpoint would do, 1 if a point failed, 2 if the check could not run
     */
    public int run(List<String> words, HydrantConfig config) {
        if (words.contains("--help") || words.contains("-h")) {
            out.print(Arguments.HELP);
            return 0;
        }
        Arguments arguments;
        Resources resources = new Resources();
        try {
            arguments = Arguments.read(words);
            resources.begin(config.resources().map(ResourceSetting::read).orElse(Map.of()));
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return COULD_NOT_RUN;
        }
        if (!arguments.json()) {
            out.println("Hydrant checks an HTTP endpoint of Firehose. This takes some seconds.");
            out.flush();
        }
        CheckReport report = check(arguments.options(), resources, new Scope(config.account(), config.region()));
        out.print(arguments.json() ? json(report) : Table.of(report, columns));
        out.flush();
        return arguments.junit().map(file -> write(file, report)).orElse(true)
                ? report.result().exitStatus()
                : COULD_NOT_RUN;
    }

    private static CheckReport check(CheckOptions options, Resources resources, Scope scope) {
        try (WallTime wall = new WallTime()) {
            VirtualTime clock = new VirtualTime(wall);
            Tools tools = new Tools(resources::address, clock, clock, UUID::randomUUID, WallTime::nanoTime);
            return new EndpointCheck(tools).run(options, scope);
        }
    }

    private static String json(CheckReport report) {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report.tree()) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report is not JSON", e);
        }
    }

    private boolean write(String file, CheckReport report) {
        try {
            Files.write(Path.of(file), JunitXml.of(report).getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException | InvalidPathException e) {
            err.println("The JUnit file " + file + " cannot be written: " + e.getMessage() + '.');
            return false;
        }
    }
}
