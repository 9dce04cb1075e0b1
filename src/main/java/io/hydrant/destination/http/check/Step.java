package io.hydrant.destination.http.check;

/** Some requests of a check, and the points that they show. */
@FunctionalInterface
interface Step {
    void run(Conversation conversation, Findings findings);
}
