package io.hydrant.destination.search;

import java.util.HashMap;
import java.util.Map;

import io.hydrant.destination.RecordErrors;
import io.hydrant.destination.RecordErrors.RecordError;
import io.hydrant.record.RecordSet;

/** Why single documents of a batch were not taken at last, in bounded memory. Not thread-safe. */
final class DocumentErrors {
    /** More characters of the cluster's words are not kept for one batch. */
    private static final int MOST_CHARACTERS = 4 << 20;

    private final Map<Integer, RecordError> errors = new HashMap<>();
    private final Map<RecordError, RecordError> known = new HashMap<>();
    private long characters;

    /** The record at {@code position} was not taken for this reason. */
    void put(int position, String code, String message) {
        RecordError error = new RecordError(code, message);
        RecordError same = known.get(error);
        if (same == null) {
            characters += message.length();
            same = characters > MOST_CHARACTERS ? new RecordError(code, unsaid(code)) : error;
            known.putIfAbsent(same, same);
        }
        errors.put(position, same);
    }

    /** The record at {@code position} has no reason of its own any more. */
    void remove(int position) {
        if (!errors.isEmpty()) {
            errors.remove(position);
        }
    }

    private static String unsaid(String code) {
        return "The cluster answered " + code + " for this document. Its words are not kept, because so many failed.";
    }

    /** What to say of {@code failed} together, out of so many that were to be sent: the reason of the first. */
    Refusal summary(RecordSet failed, int sent) {
        RecordError first = errors.getOrDefault(failed.first(), new RecordError("InternalError", ""));
        String which = failed.count() == sent ? "" : " of " + sent;
        return new Refusal(
                first.code(),
                failed.count() + which + (sent == 1 ? " document was" : " documents were") + " not taken. The first: "
                        + first.message());
    }

    /** The reasons as they are now. */
    RecordErrors all() {
        return RecordErrors.of(errors);
    }
}
