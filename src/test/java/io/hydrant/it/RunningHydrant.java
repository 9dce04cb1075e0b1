package io.hydrant.it;

import io.hydrant.Hydrant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static java.util.Objects.requireNonNull;

/** A Hydrant with clients of the default account, for all tests of a class. */
final class RunningHydrant implements BeforeAllCallback, AfterAllCallback {
    private @Nullable Hydrant hydrant;
    private @Nullable ClientsOf clients;

    @Override
    public void beforeAll(ExtensionContext context) {
        hydrant = Hydrant.start();
        clients = ClientsOf.defaults(hydrant);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        clients().close();
        hydrant().close();
    }

    Hydrant hydrant() {
        return requireNonNull(hydrant, "hydrant");
    }

    ClientsOf clients() {
        return requireNonNull(clients, "clients");
    }
}
