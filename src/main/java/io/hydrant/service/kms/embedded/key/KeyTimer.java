package io.hydrant.service.kms.embedded.key;

import io.hydrant.store.StateKey;
import io.hydrant.store.Timer;
import io.hydrant.store.TimerKind;

/** What happens to a key later: a timer of each kind for each key, and an expiry for each of its imported materials. */
public enum KeyTimer {
    /** The key gets new material. */
    ROTATE("rotate-key", "rotate key "),
    /** The key goes. */
    DELETE("delete-key", "delete key "),
    /** Imported material goes. */
    EXPIRE("expire-key-material", "expire key material of ");

    private final TimerKind kind;
    final String what;

    KeyTimer(String name, String what) {
        this.kind = new TimerKind("kms." + name);
        this.what = what;
    }

    /** The kind of timer. */
    public TimerKind kind() {
        return kind;
    }

    StateKey<Timer> of(Key key) {
        return kind.key(key.scope, key.id);
    }

    StateKey<Timer> of(Key key, ImportedMaterial material) {
        return kind.key(key.scope, key.id + "/" + material.id);
    }
}
