/**
 * Hydrant in JUnit 5 tests. Entrance: {@link io.hydrant.testing.junit.HydrantTest}. Needs JUnit, which is an optional dependency;
 * of the AWS clients only those that a test asks for.
 */
@NullMarked
package io.hydrant.testing.junit;

import org.jspecify.annotations.NullMarked;
