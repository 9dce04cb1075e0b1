package io.hydrant.store.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

import io.hydrant.store.StoreException;

/** One commit of state: all of its changes are made, or none. */
final class StatePart implements Part {
    private final List<RowChange> changes;
    private final CompletableFuture<OptionalLong> answer = new CompletableFuture<>();
    private OptionalLong version = OptionalLong.empty();

    StatePart(List<RowChange> changes) {
        this.changes = changes;
    }

    /** The version of the new values; empty when nothing has changed. */
    CompletableFuture<OptionalLong> answer() {
        return answer;
    }

    @Override
    public void make(Transaction transaction) throws SQLException {
        long next = transaction.nextVersion();
        version = new StateTable(transaction.connection()).change(changes, next)
                ? OptionalLong.of(next)
                : OptionalLong.empty();
    }

    @Override
    public void made() {
        answer.complete(version);
    }

    @Override
    public void failed(StoreException why) {
        answer.completeExceptionally(why);
    }
}
