package io.hydrant.fault.rule;

/** A rule that cannot hold; the message is one sentence that names the member and what would be right. */
public final class FaultException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    FaultException(String sentence) {
        super(sentence);
    }
}
