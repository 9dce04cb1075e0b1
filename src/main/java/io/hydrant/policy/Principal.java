package io.hydrant.policy;

import java.util.Objects;

import io.hydrant.aws.Caller;

/** Who asks. */
public sealed interface Principal {
    /** How error texts name this principal. */
    String name();

    /** A caller with credentials: a root user, a user or a session of a role. */
    record Identity(Caller caller) implements Principal {
        public Identity {
            Objects.requireNonNull(caller, "caller");
        }

        @Override
        public String name() {
            return caller.arn();
        }
    }

    /** A user of an identity provider, by the ARN of the provider or by the name that AWS knows it by. */
    record Federated(String name) implements Principal {
        public Federated {
            Objects.requireNonNull(name, "name");
        }
    }

    /** An AWS service with its own identity, such as {@code firehose.amazonaws.com}, with or without its Region. */
    record Service(String name) implements Principal {
        public Service {
            Objects.requireNonNull(name, "name");
        }
    }
}
