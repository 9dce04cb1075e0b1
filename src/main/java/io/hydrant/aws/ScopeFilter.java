package io.hydrant.aws;

import java.util.Objects;
import java.util.Optional;

/**
 * How far a call reaches: everywhere, one account in all its Regions, or one account in one Region.
 *
 * @param account the account; empty for all
 * @param region the Region; empty for all
 */
public record ScopeFilter(Optional<AccountId> account, Optional<Region> region) {
    /** Everything there is. */
    public static final ScopeFilter ALL = new ScopeFilter(Optional.empty(), Optional.empty());

    public ScopeFilter {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(region, "region");
    }

    /** Whether nothing is left out. */
    public boolean isAll() {
        return account.isEmpty() && region.isEmpty();
    }

    /** Whether {@code scope} lies within. */
    public boolean contains(Scope scope) {
        return account.map(scope.account()::equals).orElse(true)
                && region.map(scope.region()::equals).orElse(true);
    }

    /** Such as {@code 111111111111 eu-west-1}, or {@code all}. */
    @Override
    public String toString() {
        return isAll()
                ? "all"
                : (account.map(AccountId::value).orElse("") + " "
                                + region.map(Region::value).orElse(""))
                        .strip();
    }
}
