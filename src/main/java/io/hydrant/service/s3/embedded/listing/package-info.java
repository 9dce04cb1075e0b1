/**
 * The order of keys and versions, and the pages that lists have. Entrance: {@link io.hydrant.service.s3.embedded.listing.Listing} for
 * objects, {@link io.hydrant.service.s3.embedded.listing.VersionListing} for versions.
 */
@NullMarked
package io.hydrant.service.s3.embedded.listing;

import org.jspecify.annotations.NullMarked;
