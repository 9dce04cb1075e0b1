package io.hydrant.store.jdbc;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;

/** A value as it is in the table. */
record Row(String account, String region, String id, long version, byte[] value) {
    Scope scope() {
        return new Scope(new AccountId(account), new Region(region));
    }
}
