package io.hydrant.receiver;

/** Plays the server of one kind of destination. Implementations are safe for use by several threads. */
public interface ReceiverProtocol {
    /** The name of the destination, such as {@code AmazonOpenSearchService}. */
    String destination();

    /** Takes a request as the real server would; a request that makes no sense gets that server's refusal. */
    Reception receive(ReceivedRequest request);
}
