package io.hydrant.service.sts.api;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;

import io.hydrant.service.sts.Callers;

/** The operations of STS that the embedded one knows. */
final class StsApi {
    /** Operations of AWS that are refused by name. */
    static final Set<String> NOT_IMPLEMENTED =
            Set.of("AssumeRoleWithSAML", "AssumeRoot", "GetDelegatedAccessToken", "GetWebIdentityToken");

    private StsApi() {}

    /** One object per operation. */
    static List<StsOperation> operations(Callers callers, InstantSource time) {
        return List.of(
                new GetCallerIdentity(),
                new AssumeRole(callers),
                new AssumeRoleWithWebIdentity(callers, time),
                new GetSessionToken(callers),
                new GetFederationToken(callers),
                new GetAccessKeyInfo(callers),
                new DecodeAuthorizationMessage(callers));
    }
}
