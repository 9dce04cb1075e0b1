/**
 * The errors and the documents of S3, in its words. Entrance: {@link io.hydrant.service.s3.embedded.document.S3Errors} for errors,
 * {@link io.hydrant.service.s3.embedded.document.XmlElement} for a document that a client sends, {@link
 * io.hydrant.service.s3.embedded.document.XmlText} for one that is written. Knows no bucket and no object.
 */
@NullMarked
package io.hydrant.service.s3.embedded.document;

import org.jspecify.annotations.NullMarked;
