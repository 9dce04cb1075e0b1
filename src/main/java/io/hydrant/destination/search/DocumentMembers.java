package io.hydrant.destination.search;

import java.time.Instant;

import io.hydrant.destination.JsonText;
import io.hydrant.destination.LineMembers;
import io.hydrant.destination.RecordIds;
import io.hydrant.record.RecordBatch;

/**
 * What the line about a failed document says of it: its id, its index and its type. The order is that of the documents. A collection
 * has no types; that its line holds an id though none was sent is documented, which one is a guess.
 */
final class DocumentMembers implements LineMembers {
    private final SearchKind kind;
    private final DocumentForm form;

    DocumentMembers(SearchKind kind, DocumentForm form) {
        this.kind = kind;
        this.form = form;
    }

    @Override
    public String beforeData(RecordBatch batch, int position, Instant arrival) {
        boolean collection = kind == SearchKind.OPENSEARCH_SERVERLESS;
        String id =
                form.ids() || collection ? JsonText.quoted(new RecordIds(batch.id()).of(arrival, position)) : "null";
        return member("DocumentId", id)
                + member("IndexName", JsonText.quoted(form.index(arrival)))
                + (collection ? "" : member("TypeName", JsonText.quoted(form.typeName())));
    }

    private String member(String name, String json) {
        return ",\"" + kind.memberPrefix() + name + "\":" + json;
    }
}
