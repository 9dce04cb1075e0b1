/**
 * Words that every AWS service shares: accounts, Regions, ARNs, callers, errors. Knows no service and no library.
 */
@NullMarked
package io.hydrant.aws;

import org.jspecify.annotations.NullMarked;
