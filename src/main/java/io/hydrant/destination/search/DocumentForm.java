package io.hydrant.destination.search;

import java.time.Instant;
import java.util.Map;

import io.hydrant.firehose.configuration.member.Members;

/**
 * What a record becomes in a cluster.
 *
 * @param indexName without what rotation puts behind it
 * @param typeName empty for none, which every OpenSearch and Elasticsearch from 7 on want
 * @param ids whether Hydrant names the documents; without ids the cluster does, and a retry may double one
 */
record DocumentForm(String indexName, IndexRotation rotation, String typeName, boolean ids) {
    /** Reads the configuration of a domain. */
    static DocumentForm ofDomain(Map<String, Object> members) {
        String format = Members.text(Members.structure(members, "DocumentIdOptions"), "DefaultDocumentIdFormat")
                .orElse("FIREHOSE_DEFAULT");
        return new DocumentForm(
                Members.text(members, "IndexName").orElseThrow(),
                IndexRotation.valueOf(
                        Members.text(members, "IndexRotationPeriod").orElse("OneDay")),
                Members.text(members, "TypeName").orElse(""),
                !format.equals("NO_DOCUMENT_ID"));
    }

    /**
     * Reads the configuration of a collection. Its documents get no id, because collections of time series and of vectors refuse
     * one.
     */
    static DocumentForm ofCollection(Map<String, Object> members) {
        return new DocumentForm(Members.text(members, "IndexName").orElseThrow(), IndexRotation.NoRotation, "", false);
    }

    /** The index of a record that arrived then. */
    String index(Instant arrival) {
        return rotation.index(indexName, arrival);
    }
}
