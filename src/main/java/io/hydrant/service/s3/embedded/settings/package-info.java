/**
 * The rules of the documents that a bucket keeps as they were written: lifecycle, replication, notification, website, tiering,
 * object lock, policy. One class per document; each answers nothing, or throws AWS's error. Does not know the wire.
 */
@NullMarked
package io.hydrant.service.s3.embedded.settings;

import org.jspecify.annotations.NullMarked;
