package io.hydrant.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the settings: defaults, then the file that {@code HYDRANT_CONFIG} names, environment, command line; later ones win. */
public final class Settings {
    private static final String PREFIX = "HYDRANT_";
    private static final String FILE_VARIABLE = "HYDRANT_CONFIG";
    private static final String FILE_OPTION = "--config";
    private static final String CHECK_ENDPOINT = "check-endpoint";

    /** What Kubernetes adds to the environment of its pods for a service of the name {@code hydrant}. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("HYDRANT_(SERVICE_(HOST|PORT)|PORT_\\d+_(TCP|UDP)|SERVICE_PORT_).*");

    private final Map<Setting, Given> given = new EnumMap<>(Setting.class);

    private Settings() {}

    /** What came of reading the settings. */
    public sealed interface Result {
        /** Start with {@code config}. */
        record Run(HydrantConfig config) implements Result {}

        /** Check an HTTP endpoint as {@code words} say, and leave. */
        record CheckEndpoint(HydrantConfig config, List<String> words) implements Result {}

        /** Print {@code text} and leave. */
        record Help(String text) implements Result {}

        /** Print the version and leave. */
        record Version() implements Result {}

        /** Print {@code sentence} and leave with exit status 2. */
        record Refused(String sentence) implements Result {}
    }

    /** A value and how it was written, for the sentence about it. */
    record Given(String value, String written) {}

    /** Reads the environment and the command line, and the file if one is named. Never throws for bad input. */
    public static Result parse(Map<String, String> environment, List<String> arguments) {
        if (!arguments.isEmpty() && arguments.get(0).equals(CHECK_ENDPOINT)) {
            Result result = parse(environment, List.of());
            return result instanceof Result.Run run
                    ? new Result.CheckEndpoint(run.config(), List.copyOf(arguments.subList(1, arguments.size())))
                    : result;
        }
        if (arguments.contains("--help") || arguments.contains("-h")) {
            return new Result.Help(help());
        }
        if (arguments.contains("--version")) {
            return new Result.Version();
        }
        try {
            Settings settings = new Settings();
            CommandLine commandLine = CommandLine.read(arguments);
            Optional<String> file = commandLine.file().or(() -> Optional.ofNullable(environment.get(FILE_VARIABLE))
                    .filter(name -> !name.isBlank()));
            if (file.isPresent()) {
                settings.readFile(file.get());
            }
            settings.readEnvironment(new TreeMap<>(environment));
            settings.given.putAll(commandLine.given());
            return new Result.Run(new Values(settings.given).config());
        } catch (RefusedException e) {
            return new Result.Refused(e.sentence());
        }
    }

    private void readFile(String name) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(name), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new RefusedException("The configuration file " + name + " does not exist.");
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedException("The configuration file " + name + " cannot be read: " + e.getMessage() + '.');
        }
        for (String key : new TreeMap<>(properties)
                .keySet().stream().map(Object::toString).toList()) {
            String value = properties.getProperty(key).strip();
            Setting setting = Setting.ofProperty(key)
                    .orElseThrow(() -> new RefusedException(
                            key + " in " + name + " is not a setting of Hydrant; --help lists them."));
            put(setting, value, key + '=' + value + " in " + name);
        }
    }

    private void readEnvironment(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            boolean link = SERVICE_LINK.matcher(name).matches()
                    || (name.equals(Setting.PORT.variable()) && value.startsWith("tcp://"));
            if (name.startsWith(PREFIX) && !name.equals(FILE_VARIABLE) && !link) {
                Setting setting = Setting.ofVariable(name)
                        .orElseThrow(
                                () -> new RefusedException(name + " is not a setting of Hydrant; --help lists them."));
                put(setting, value.strip(), name + '=' + value);
            }
        });
    }

    private void put(Setting setting, String value, String written) {
        if (!value.isEmpty()) {
            given.put(setting, new Given(value, written));
        }
    }

    private static String help() {
        StringBuilder text = new StringBuilder(
                """
                Hydrant: Amazon Data Firehose on your own machine.

                Usage: java -jar hydrant.jar [--<setting> <value> | --<setting>=<value>]...
                       java -jar hydrant.jar check-endpoint URL [options]; check-endpoint --help lists them

                  --help       print this and leave
                  --version    print the version and leave
                  --config     a properties file with settings (also HYDRANT_CONFIG)

                Each setting is an option, an environment variable or a line of the file, such as
                --port 4570, HYDRANT_PORT=4570, hydrant.port=4570. The option wins over the variable,
                the variable over the file. Durations are 500ms, 5s, 24h.

                """);
        for (Setting setting : Setting.values()) {
            String fallback = setting.fallback(HydrantConfig.Timings.FAST);
            String aws = setting.fallback(HydrantConfig.Timings.AWS);
            text.append("  ")
                    .append(setting.option())
                    .append(" <")
                    .append(setting.unit())
                    .append(">  ")
                    .append(setting.variable())
                    .append("\n      ")
                    .append(setting.meaning());
            if (!fallback.isEmpty()) {
                text.append("; default ").append(fallback);
            }
            if (!aws.equals(fallback)) {
                text.append(", with aws timings ").append(aws);
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** The command line, taken apart. */
    private record CommandLine(Map<Setting, Given> given, Optional<String> file) {
        static CommandLine read(List<String> arguments) {
            Map<Setting, Given> given = new EnumMap<>(Setting.class);
            Optional<String> file = Optional.empty();
            for (int i = 0; i < arguments.size(); i++) {
                String argument = arguments.get(i);
                int equals = argument.indexOf('=');
                String option = equals < 0 ? argument : argument.substring(0, equals);
                Optional<Setting> setting = Setting.ofOption(option);
                if (setting.isEmpty() && !option.equals(FILE_OPTION)) {
                    throw new RefusedException(option + " is not an option of Hydrant; --help lists them.");
                }
                String value;
                if (equals >= 0) {
                    value = argument.substring(equals + 1);
                } else if (i + 1 < arguments.size()) {
                    value = arguments.get(++i);
                } else {
                    throw new RefusedException(option + " needs a value; --help lists the values.");
                }
                if (setting.isPresent()) {
                    given.put(setting.get(), new Given(value.strip(), option + ' ' + value));
                } else {
                    file = Optional.of(value);
                }
            }
            return new CommandLine(given, file);
        }
    }
}
