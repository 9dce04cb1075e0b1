package io.hydrant.seed;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

import io.hydrant.aws.AwsException;
import io.hydrant.store.StateCell;
import io.hydrant.store.StateKind;
import io.hydrant.store.StateStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a seed has come in a store. A run that a kill or a refused entry has broken off goes on at the next start; what its last
 * entry may have made is not made again. A key without an id that was chosen may be there twice after a kill.
 */
final class SeedProgress {
    private static final StateKind<Run> KIND = new StateKind<>("seed", Run.class);
    private static final Set<String> THERE_ALREADY = Set.of("AlreadyExistsException", "ResourceInUseException");
    private static final Logger log = LoggerFactory.getLogger(SeedProgress.class);

    private final StateCell<Run> cell;
    private final String digest;
    private boolean resumed;

    /** @param text of the seed file */
    SeedProgress(StateStore store, String text) {
        this.cell = StateCell.of(store, KIND.key("seed"), Run.NONE);
        this.digest = digest(text);
        this.resumed = !cell.value().equals(Run.NONE);
    }

    /**
     * A run.
     *
     * @param digest of the file
     * @param made the entries that were created
     */
    record Run(String digest, Set<String> made, boolean done) {
        static final Run NONE = new Run("", Set.of(), false);

        Run {
            Objects.requireNonNull(digest, "digest");
            made = Collections.unmodifiableSet(new LinkedHashSet<>(made));
        }
    }

    boolean isDone() {
        return cell.value().done();
    }

    /** Whether an earlier run was broken off. */
    boolean isResumed() {
        return resumed;
    }

    /** Nothing is made. */
    void begin() {
        // not NONE: a kill before the first entry may leave something of what a reset discards
        Run begun = new Run(digest, Set.of(), false);
        Run unused = cell.update(now -> now.equals(begun) ? now : begun);
        resumed = false;
    }

    /** Whether an earlier run has made this entry of the same file. */
    boolean hasMade(String entry) {
        return resumed
                && cell.value().digest().equals(digest)
                && cell.value().made().contains(entry);
    }

    /** Whether an entry was refused because a run that was broken off has made it. */
    boolean mayHaveMade(RuntimeException refused) {
        return resumed
                && refused instanceof AwsException e
                && THERE_ALREADY.contains(e.error().code());
    }

    void made(String entry) {
        Run unused = cell.update(now -> {
            Set<String> made = new LinkedHashSet<>(now.digest().equals(digest) ? now.made() : Set.of());
            return made.add(entry) ? new Run(digest, made, false) : now;
        });
    }

    void end() {
        Run ended = new Run(digest, Set.of(), true);
        Run unused = cell.update(now -> now.equals(ended) ? now : ended);
        resumed = false;
    }

    void tellWhatIsLeftOut(Path file) {
        if (cell.value().digest().equals(digest)) {
            log.info("Callers and resources are set as the seed says; the rest is in the store file={}", file);
        } else {
            log.warn(
                    "The seed has changed since it ran in this store, so its changes are left out, but for callers and"
                            + " resources; a reset runs it again file={}",
                    file);
        }
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
