package io.hydrant.service.sts.api;

import java.time.Duration;

import io.hydrant.aws.Caller;
import io.hydrant.service.sts.Callers;

/** Makes a session of a user. */
final class GetSessionToken implements StsOperation {
    /** Source: API reference: sessions of root users last an hour at most. */
    static final int ROOT_SECONDS = 3_600;

    private final Callers callers;

    GetSessionToken(Callers callers) {
        this.callers = callers;
    }

    @Override
    public String call(StsCall call) {
        Caller caller = call.caller();
        int seconds = call.form().number("DurationSeconds", 43_200, 900, 129_600);
        if (caller.credentialsIssuedAt().isPresent()) {
            throw StsErrors.refused("AccessDenied", "Cannot call GetSessionToken with session credentials");
        }
        int granted = caller.isRoot() ? Math.min(seconds, ROOT_SECONDS) : seconds;
        return StsXml.credentials(callers.issue(caller, Duration.ofSeconds(granted)));
    }
}
