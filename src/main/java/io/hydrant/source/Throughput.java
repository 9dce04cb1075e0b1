package io.hydrant.source;

/** What one stream takes by puts in one second. */
public record Throughput(int records, int requests, int bytes) {}
