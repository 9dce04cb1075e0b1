/**
 * The destinations that index records: Elasticsearch, OpenSearch Service and OpenSearch Serverless. Hydrant delivers
 * nothing to them yet. Entrance: {@link io.hydrant.destination.search.OpenSearchServiceType}. Knows no other
 * destination.
 */
@NullMarked
package io.hydrant.destination.search;

import org.jspecify.annotations.NullMarked;
