package io.hydrant.resource;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.store.StateCell;
import io.hydrant.store.StateKind;
import io.hydrant.store.StateStore;
import org.jspecify.annotations.Nullable;

/**
 * The table of names and what stands for them. Functions of this process are in it too: they stay over a reset, and win over a
 * name of the table that matches equally well. Thread-safe.
 */
public final class Resources {
    private static final StateKind<ResourceChanges> KIND = new StateKind<>("resources", ResourceChanges.class);
    private static final List<String> WITHHELD =
            List.of(".amazonaws.com", ".amazonaws.com.cn", ".snowflakecomputing.com", ".splunkcloud.com");

    private final Object lock = new Object();
    private Map<String, StandIn> beginning = Map.of();
    private Consumer<ResourceChanges> keeper = changes -> {};
    private volatile Map<String, StandIn> table = Map.of();
    private volatile Map<String, StandIn> code = Map.of();

    /** A name of the table that matches, and what stands for it. */
    public record Found(String name, StandIn standIn) {}

    /** Sets what the settings and the seed say, which every reset brings back. */
    public void begin(Map<String, StandIn> said) {
        synchronized (lock) {
            beginning = Map.copyOf(said);
            table = beginning;
        }
    }

    /** Makes the changes that calls made in an earlier run, and keeps those of this one in {@code store}. */
    public void keep(StateStore store) {
        StateCell<ResourceChanges> cell = StateCell.of(store, KIND.key("table"), ResourceChanges.NONE);
        synchronized (lock) {
            table = cell.value().madeTo(beginning);
            keeper = next -> cell.update(now -> now.equals(next) ? now : next);
        }
    }

    /** What is stored holds before the table changes. */
    @GuardedBy("lock")
    private void replace(Map<String, StandIn> next) {
        keeper.accept(ResourceChanges.between(beginning, next));
        table = Map.copyOf(next);
    }

    /** The state of the start again, with the functions of this process. */
    public void reset() {
        synchronized (lock) {
            replace(beginning);
        }
    }

    /** Adds names, and replaces those that are there. */
    public void put(Map<String, StandIn> added) {
        synchronized (lock) {
            Map<String, StandIn> next = new LinkedHashMap<>(table);
            next.putAll(added);
            replace(next);
        }
    }

    /** Takes a name out of the table; answers whether it was there. */
    public boolean remove(String name) {
        synchronized (lock) {
            Map<String, StandIn> next = new LinkedHashMap<>(table);
            boolean removed = next.remove(name) != null;
            replace(next);
            return removed;
        }
    }

    /**
     * Lets a function of this process stand for {@code name}.
     *
     * @throws ResourceException if that is not the name or the ARN of a function
     */
    public void run(String name, FunctionCode function) {
        if (!ResourceReader.isFunction(name)) {
            throw new ResourceException("\"" + name + "\" is neither the name nor the ARN of a Lambda function.");
        }
        synchronized (lock) {
            Map<String, StandIn> next = new LinkedHashMap<>(code);
            next.put(name, new StandIn.Code(function));
            code = Map.copyOf(next);
        }
    }

    /** Takes away a function of this process. */
    public void stop(String name) {
        synchronized (lock) {
            Map<String, StandIn> next = new LinkedHashMap<>(code);
            next.remove(name);
            code = Map.copyOf(next);
        }
    }

    /** What stands for {@code asked}, a name as it is in a configuration; the best match. */
    public Optional<Found> find(String asked) {
        Map<String, StandIn> functions = code;
        Map<String, StandIn> others = table;
        if (functions.isEmpty() && others.isEmpty()) {
            return Optional.empty();
        }
        NameMatch match = NameMatch.of(asked);
        Best best = new Best();
        functions.forEach((name, standIn) -> best.offer(match.strength(name), name, standIn));
        others.forEach((name, standIn) -> best.offer(match.strength(name), name, standIn));
        return Optional.ofNullable(best.found);
    }

    /**
     * Where requests to {@code url} of a configuration go: to what stands for it, or to itself. Empty if it is a host of AWS,
     * Snowflake or Splunk that the table does not name, or if what stands for it is no URL.
     */
    public Optional<URI> address(URI url) {
        Optional<Found> found = find(url.toString());
        if (found.isPresent()) {
            return found.get().standIn() instanceof StandIn.Url there ? Optional.of(there.url()) : Optional.empty();
        }
        String host = '.' + hostOf(url).toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return WITHHELD.stream().anyMatch(host::endsWith) ? Optional.empty() : Optional.of(url);
    }

    /** Also of a host name that Java does not take, such as one with an underscore. */
    private static String hostOf(URI url) {
        String authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
        return url.getHost() == null ? authority.replaceFirst("^.*@", "").replaceFirst(":\\d*$", "") : url.getHost();
    }

    /** Everything that stands for a name, ordered by name. */
    public Map<String, StandIn> all() {
        Map<String, StandIn> all = new TreeMap<>(table);
        all.putAll(code);
        return all;
    }

    /** The strongest so far; the first of equals. */
    private static final class Best {
        private int strength = -1;
        private @Nullable Found found;

        void offer(OptionalInt other, String name, StandIn standIn) {
            if (other.isPresent() && other.getAsInt() > strength) {
                strength = other.getAsInt();
                found = new Found(name, standIn);
            }
        }
    }
}
