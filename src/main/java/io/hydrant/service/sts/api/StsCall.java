package io.hydrant.service.sts.api;

import java.util.function.Supplier;

import io.hydrant.aws.Caller;

/**
 * One request.
 *
 * @param signer who signed it; some operations take requests that nobody signed, and do not ask
 */
record StsCall(QueryForm form, Supplier<Caller> signer) {
    Caller caller() {
        return signer.get();
    }
}
