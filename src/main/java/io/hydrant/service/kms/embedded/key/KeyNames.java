package io.hydrant.service.kms.embedded.key;

import java.util.regex.Pattern;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Arn;
import io.hydrant.aws.Scope;

/** What callers write to name a key: an id, an ARN, or an alias's name or ARN. To be called under the lock of {@link KmsState}. */
final class KeyNames {
    private static final Pattern KEY_ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|mrk-[0-9a-f]{32}");

    private final KmsState state;

    KeyNames(KmsState state) {
        this.state = state;
    }

    /**
     * The key that {@code given} names in a call to {@code endpoint}.
     *
     * @throws io.hydrant.aws.AwsException {@code NotFoundException}, {@code InvalidArnException}
     */
    Key resolve(Scope endpoint, String given, boolean aliasesToo) {
        Scope home = endpoint;
        String resource = given;
        if (given.startsWith("arn:")) {
            Arn arn = Arn.parse(given)
                    .filter(each -> each.service().equals("kms") && AccountId.isAccountId(each.account()))
                    .orElseThrow(() -> KmsErrors.invalidArn(given));
            if (!arn.region().equals(endpoint.region().value())) {
                throw KmsErrors.wrongRegion(arn.region());
            }
            home = new Scope(new AccountId(arn.account()), endpoint.region());
            resource = arn.resource();
            if (!resource.startsWith("key/") && !resource.startsWith("alias/")) {
                throw KmsErrors.invalidArn(given);
            }
            if (resource.startsWith("key/")) {
                return byId(home, resource.substring(4));
            }
        }
        if (!resource.startsWith("alias/")) {
            return byId(home, resource);
        }
        if (!aliasesToo) {
            throw KmsErrors.aliasNotSupported();
        }
        Alias alias = state.aliasesIn(home).get(resource);
        if (alias == null) {
            throw KmsErrors.aliasNotFound(home.arn("kms", resource).toString());
        }
        return byId(home, alias.targetKeyId());
    }

    private Key byId(Scope home, String id) {
        if (!KEY_ID.matcher(id).matches()) {
            throw KmsErrors.invalidKeyId(id);
        }
        return state.find(home, id)
                .orElseThrow(
                        () -> KmsErrors.keyNotFound(home.arn("kms", "key/" + id).toString()));
    }
}
