package io.hydrant.service.sts;

import java.util.Optional;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Arn;
import io.hydrant.aws.Caller;

/** ARNs of principals, and the shapes that GetCallerIdentity gives them. */
public final class Principals {
    private static final String ROLE = "role/";
    private static final String USER = "user/";

    private Principals() {}

    /** The caller who acts as {@code principalArn} with long-term credentials; a role in a session {@code sessionName}. */
    static Caller caller(String principalArn, String sessionName) {
        Optional<Caller> role = assumed(principalArn, sessionName);
        if (role.isPresent()) {
            return role.get();
        }
        return Arn.parse(principalArn)
                .filter(Principals::isIam)
                .filter(arn -> arn.resource().equals("root") || arn.resource().startsWith(USER))
                .map(arn -> new Caller(principalArn, new AccountId(arn.account()), Optional.empty(), Optional.empty()))
                .orElseThrow(() ->
                        new IllegalArgumentException("Not the ARN of a user, a role or a root user: " + principalArn));
    }

    /** The caller who has assumed {@code roleArn}; empty when that is not the ARN of a role. */
    public static Optional<Caller> assumed(String roleArn, String sessionName) {
        return Arn.parse(roleArn)
                .filter(Principals::isIam)
                .filter(arn ->
                        arn.resource().startsWith(ROLE) && !arn.resource().endsWith("/"))
                .map(arn -> {
                    String name = arn.resource().substring(arn.resource().lastIndexOf('/') + 1);
                    return new Caller(
                            "arn:" + arn.partition() + ":sts::" + arn.account() + ":assumed-role/" + name + '/'
                                    + sessionName,
                            new AccountId(arn.account()),
                            Optional.of(roleArn),
                            Optional.empty());
                });
    }

    /** The federated user {@code name}, whom {@code user} lends a part of its permissions. */
    public static Caller federated(Caller user, String name, Optional<String> sessionPolicy) {
        String partition = user.arn().split(":", 3)[1];
        return new Caller(
                "arn:" + partition + ":sts::" + user.account() + ":federated-user/" + name,
                user.account(),
                Optional.empty(),
                Optional.empty(),
                sessionPolicy,
                Optional.of(user.arn()));
    }

    /** The UserId of GetCallerIdentity. */
    public static String userId(Caller caller) {
        if (caller.federatedBy().isPresent()) {
            String name = caller.arn().substring(caller.arn().lastIndexOf('/') + 1);
            return caller.account().value() + ':' + name;
        }
        if (caller.isRoot()) {
            return caller.account().value();
        }
        if (caller.roleArn().isPresent()) {
            String session = caller.arn().substring(caller.arn().lastIndexOf('/') + 1);
            return Ids.principalId("AROA", caller.roleArn().get()) + ':' + session;
        }
        return Ids.principalId("AIDA", caller.arn());
    }

    private static boolean isIam(Arn arn) {
        return arn.service().equals("iam") && arn.region().isEmpty() && AccountId.isAccountId(arn.account());
    }
}
