/** The check for plain English, which {@code scripts/dev/check-words} runs. Entrance: {@link CheckWords}. Uses the JDK alone. */
@NullMarked
package io.hydrant.prose;

import org.jspecify.annotations.NullMarked;
