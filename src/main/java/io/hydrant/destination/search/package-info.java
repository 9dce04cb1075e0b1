/**
 * The destinations that index records: Elasticsearch, OpenSearch Service and OpenSearch Serverless. Records become bulk requests.
 * Entrance: {@link io.hydrant.destination.search.OpenSearchServiceType}. Does not know when a batch is tried again, nor what
 * becomes of records that never arrive.
 */
@NullMarked
package io.hydrant.destination.search;

import org.jspecify.annotations.NullMarked;
