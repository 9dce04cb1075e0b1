package io.hydrant.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.config.HydrantConfig.CallerKmsCheck;
import io.hydrant.config.HydrantConfig.Limits;
import io.hydrant.config.HydrantConfig.LogLevel;
import io.hydrant.config.HydrantConfig.Timings;
import io.hydrant.http.HostNames;
import io.hydrant.time.DurationText;

/** Turns texts into values, and refuses those that are not understood or that cannot be honoured. */
final class Values {
    private static final Pattern REGION = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,15})(|KiB|MiB|GiB)");
    private static final String ENGINE = "jdbc:postgresql:";

    private final Map<Setting, Settings.Given> given;
    private final Timings timings;

    Values(Map<Setting, Settings.Given> given) {
        this.given = Map.copyOf(given);
        for (Settings.Given value : given.values()) {
            if (value.value().isEmpty()) {
                throw new RefusedException(value.written().strip() + " needs a value; --help lists the values.");
            }
        }
        timings = choice(Setting.TIMINGS, Timings.class, Timings.FAST);
    }

    HydrantConfig config() {
        Optional<URI> kmsEndpoint = url(Setting.KMS_ENDPOINT);
        CallerKmsCheck check = choice(Setting.CALLER_KMS_CHECK, CallerKmsCheck.class, timings);
        if (kmsEndpoint.isPresent() && check == CallerKmsCheck.ENFORCE) {
            throw new RefusedException("HYDRANT_CALLER_KMS_CHECK=enforce does not go together with"
                    + " HYDRANT_KMS_ENDPOINT: another KMS cannot be asked for a caller's permissions.");
        }
        return new HydrantConfig(
                text(Setting.HOST),
                number(Setting.PORT),
                account(),
                region(),
                kmsEndpoint,
                url(Setting.S3_ENDPOINT),
                url(Setting.LAMBDA_ENDPOINT),
                url(Setting.KINESIS_ENDPOINT),
                duration(Setting.CREATE_DURATION),
                duration(Setting.DELETE_DURATION),
                duration(Setting.START_ENCRYPTION_DURATION),
                duration(Setting.STOP_ENCRYPTION_DURATION),
                duration(Setting.ENCRYPTION_LAG),
                timings,
                check,
                choice(Setting.LIMITS, Limits.class, timings),
                either(Setting.STRICT, "true", "false"),
                bytes(Setting.BUFFER_BYTES),
                bytes(Setting.S3_BYTES),
                bytes(Setting.RECEIVED_BYTES),
                count(Setting.PARTITIONS),
                either(Setting.CONTROL, "on", "off"),
                origins(),
                hosts(),
                path(Setting.S3_DIR),
                dataDir(),
                engine(),
                nodeAddress(),
                Optional.of(text(Setting.RESOURCES)).filter(text -> !text.isEmpty()),
                path(Setting.SEED_FILE),
                choice(Setting.LOG_LEVEL, LogLevel.class, timings));
    }

    private String text(Setting setting) {
        return text(setting, timings);
    }

    private String text(Setting setting, Timings defaults) {
        Settings.Given value = given.get(setting);
        return value != null ? value.value() : setting.fallback(defaults);
    }

    private int number(Setting setting) {
        String text = text(setting);
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535) {
            return Integer.parseInt(text);
        }
        throw notUnderstood(setting, "a port from 0 to 65535");
    }

    private int count(Setting setting) {
        String text = text(setting);
        if (text.matches("\\d{1,7}") && Integer.parseInt(text) > 0) {
            return Integer.parseInt(text);
        }
        throw notUnderstood(setting, "a number from 1 to 9999999");
    }

    private AccountId account() {
        String text = text(Setting.ACCOUNT_ID);
        if (!AccountId.isAccountId(text)) {
            throw notUnderstood(Setting.ACCOUNT_ID, "twelve digits");
        }
        return new AccountId(text);
    }

    private Region region() {
        String text = text(Setting.REGION);
        if (!REGION.matcher(text).matches()) {
            throw notUnderstood(Setting.REGION, "the name of a Region, such as eu-central-1,");
        }
        return new Region(text);
    }

    private Duration duration(Setting setting) {
        return DurationText.read(text(setting))
                .orElseThrow(() -> notUnderstood(setting, "a duration, such as 500ms, 5s or 24h,"));
    }

    private <E extends Enum<E>> E choice(Setting setting, Class<E> type, Timings defaults) {
        String text = text(setting, defaults);
        for (E value : type.getEnumConstants()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT))) {
                return value;
            }
        }
        throw notUnderstood(setting, "one of " + setting.unit().replace("|", ", "));
    }

    private boolean either(Setting setting, String yes, String no) {
        String text = text(setting).toLowerCase(Locale.ROOT);
        if (text.equals(yes) || text.equals(no)) {
            return text.equals(yes);
        }
        throw notUnderstood(setting, yes + " or " + no);
    }

    private long bytes(Setting setting) {
        String text = text(setting);
        if (text.isEmpty()) {
            return Runtime.getRuntime().maxMemory() / 4;
        }
        Matcher matcher = BYTES.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw notUnderstood(setting, "a number of bytes above 0, such as 268435456 or 256MiB,");
        }
        int shift =
                switch (matcher.group(2)) {
                    case "KiB" -> 10;
                    case "MiB" -> 20;
                    case "GiB" -> 30;
                    default -> 0;
                };
        long count = Long.parseLong(matcher.group(1));
        if (count > Long.MAX_VALUE >> shift) {
            throw notUnderstood(setting, "a number of bytes that fits a machine");
        }
        return count << shift;
    }

    private Optional<URI> url(Setting setting) {
        String text = text(setting);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Supplier<RefusedException> refused =
                () -> notUnderstood(setting, "a URL without a user, such as http://localhost:8080,");
        try {
            URI url = new URI(text);
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            boolean plain = url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getQuery() == null
                    && url.getFragment() == null;
            if (!plain || !(scheme.equals("http") || scheme.equals("https"))) {
                throw refused.get();
            }
            return Optional.of(url);
        } catch (URISyntaxException e) {
            throw refused.get();
        }
    }

    private AllowedOrigins origins() {
        return AllowedOrigins.read(list(Setting.ALLOWED_ORIGINS))
                .orElseThrow(() -> notUnderstood(
                        Setting.ALLOWED_ORIGINS,
                        "a list of origins as browsers write them, such as https://app.example or http://app.test:3000,"
                                + " or * for all,"));
    }

    private List<String> hosts() {
        List<String> names = list(Setting.ALLOWED_HOSTS);
        if (!names.stream().allMatch(HostNames::isName)) {
            throw notUnderstood(
                    Setting.ALLOWED_HOSTS,
                    "a list of host names without ports and wildcards, such as hydrant.example.com,");
        }
        return names;
    }

    private List<String> list(Setting setting) {
        String text = text(setting);
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split(",", -1)).map(String::strip).toList();
    }

    private Optional<Path> path(Setting setting) {
        String text = text(setting);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            throw notUnderstood(setting, "the name of a file");
        }
    }

    /** The folder of everything. {@code HYDRANT_STORE} says no more than it does, or contradicts it. */
    private Optional<Path> dataDir() {
        Optional<Path> folder = path(Setting.DATA_DIR);
        String store = text(Setting.STORE);
        switch (store) {
            case "", "memory" -> {
                if (folder.isPresent() && !store.isEmpty()) {
                    throw new RefusedException("HYDRANT_STORE=memory does not go together with HYDRANT_DATA_DIR:"
                            + " leave one of them out.");
                }
            }
            case "file" -> {
                if (folder.isEmpty()) {
                    throw new RefusedException("HYDRANT_STORE=file needs a folder: set HYDRANT_DATA_DIR.");
                }
            }
            default -> {
                if (!store.startsWith(ENGINE)) {
                    throw notUnderstood(Setting.STORE, "memory, file, or a URL that begins with " + ENGINE);
                }
                checkShared(folder);
            }
        }
        return folder;
    }

    /** What lies on one machine is of no use to the other nodes. */
    private void checkShared(Optional<Path> folder) {
        if (folder.isPresent() || path(Setting.S3_DIR).isPresent()) {
            throw new RefusedException((folder.isPresent() ? "HYDRANT_DATA_DIR" : "HYDRANT_S3_DIR")
                    + " does not go together with a HYDRANT_STORE that several nodes share, because a folder of one"
                    + " machine cannot serve the others: leave it out.");
        }
        if (text(Setting.S3_ENDPOINT).isEmpty()) {
            throw new RefusedException(
                    "A HYDRANT_STORE that several nodes share needs HYDRANT_S3_ENDPOINT, because it does not"
                            + " hold the objects of the embedded S3: name an S3 that all nodes reach.");
        }
    }

    private Optional<String> engine() {
        return Optional.of(text(Setting.STORE)).filter(store -> store.startsWith(ENGINE));
    }

    private Optional<String> nodeAddress() {
        String text = text(Setting.NODE_ADDRESS);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!NodeAddress.isOne(text)) {
            throw notUnderstood(
                    Setting.NODE_ADDRESS, "a host without an underscore and a port, such as hydrant-1:4566,");
        }
        if (engine().isEmpty()) {
            throw new RefusedException(
                    "HYDRANT_NODE_ADDRESS is for nodes that share a HYDRANT_STORE: set that, or leave it out.");
        }
        return Optional.of(text);
    }

    private RefusedException notUnderstood(Setting setting, String expected) {
        Settings.Given value = given.get(setting);
        String written = value == null ? setting.variable() : value.written();
        return new RefusedException(written + " is not understood: " + expected + " is expected.");
    }
}
