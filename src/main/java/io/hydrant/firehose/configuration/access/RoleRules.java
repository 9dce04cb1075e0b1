package io.hydrant.firehose.configuration.access;

import java.util.List;
import java.util.Map;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Arn;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.firehose.configuration.member.ConfigurationErrors;
import io.hydrant.firehose.configuration.member.Members;

/**
 * The rules for the roles that Firehose is to assume. A role of another account cannot be passed. Account 000000000000 is
 * Hydrant's default and no account of AWS: its roles can be passed by everybody.
 */
public final class RoleRules {
    private static final String PLACEHOLDER = "000000000000";
    private static final List<String> BUCKETS = List.of("S3Configuration", "S3BackupConfiguration");

    private RoleRules() {}

    /**
     * Checks the roles of a destination and of its buckets. Recorded in September 2026 for the destination's.
     *
     * @throws AwsException {@code AccessDeniedException}
     */
    public static void check(Map<String, Object> destination, Caller caller) {
        checkRole(destination, "RoleARN", caller);
        BUCKETS.forEach(bucket -> checkRole(Members.structure(destination, bucket), "RoleARN", caller));
    }

    /** The same for one role. */
    public static void checkRole(Map<String, Object> members, String member, Caller caller) {
        if (isOfAnotherAccount(members, member, caller.account())) {
            throw new AwsException(ConfigurationErrors.notAuthorizedToPass(caller.arn()));
        }
    }

    /** Whether the role {@code member} names an account that is neither {@code own} nor the default one of Hydrant. */
    public static boolean isOfAnotherAccount(Map<String, Object> members, String member, AccountId own) {
        return Members.text(members, member)
                .flatMap(Arn::parse)
                .filter(role ->
                        AccountId.isAccountId(role.account()) && !role.account().equals(own.value()))
                .filter(role -> !role.account().equals(PLACEHOLDER))
                .isPresent();
    }
}
