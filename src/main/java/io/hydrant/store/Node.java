package io.hydrant.store;

/**
 * One of several processes on one engine.
 *
 * @param id unlike that of every other, also of one that was there before
 * @param address where other nodes reach it, as {@code host:port}
 * @param version of Hydrant
 */
public record Node(String id, String address, String version) {}
