/** Samples that README.md and the pages show, compiled and run by the build. Entrance: each class. */
@NullMarked
package io.hydrant.examples;

import org.jspecify.annotations.NullMarked;
