package io.hydrant.destination.http.check;

/**
 * What a point has shown.
 *
 * @param came the answer, or the reason why the point was skipped; a sentence or a phrase without secrets
 * @param consequence what Firehose would do with such an answer
 */
public record Finding(Point point, Outcome outcome, String came, Consequence consequence) {}
