package io.hydrant.service.kms.embedded.key;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

import io.hydrant.aws.AccountId;

/** A grant on one key. */
public record Grant(String grantId, String keyArn, Terms terms, AccountId issuingAccount, Instant creationDate) {
    public Grant {
        Objects.requireNonNull(grantId, "grantId");
        Objects.requireNonNull(keyArn, "keyArn");
        Objects.requireNonNull(terms, "terms");
    }

    /**
     * What was asked for.
     *
     * @param retiringPrincipal an ARN, or the name of a service
     */
    public record Terms(
            String granteePrincipal,
            Optional<String> retiringPrincipal,
            List<String> operations,
            Optional<Map<String, String>> contextEquals,
            Optional<Map<String, String>> contextSubset,
            Optional<String> name) {
        public Terms {
            Objects.requireNonNull(granteePrincipal, "granteePrincipal");
            operations = List.copyOf(operations);
            contextEquals = contextEquals.map(Map::copyOf);
            contextSubset = contextSubset.map(Map::copyOf);
        }

        /** Whether all is equal; the order of operations does not matter. */
        public boolean isSameAs(Terms other) {
            return granteePrincipal.equals(other.granteePrincipal)
                    && retiringPrincipal.equals(other.retiringPrincipal)
                    && new TreeSet<>(operations).equals(new TreeSet<>(other.operations))
                    && contextEquals.equals(other.contextEquals)
                    && contextSubset.equals(other.contextSubset)
                    && name.equals(other.name);
        }

        /** Whether a grant with these terms gives nothing that {@code parent} does not. */
        public boolean isWithin(Terms parent) {
            if (!parent.operations.containsAll(operations)) {
                return false;
            }
            if (parent.contextEquals.isPresent()) {
                return parent.contextEquals.equals(contextEquals);
            }
            return parent.contextSubset
                    .map(wanted -> contextEquals
                            .or(() -> contextSubset)
                            .filter(own -> own.entrySet().containsAll(wanted.entrySet()))
                            .isPresent())
                    .orElse(true);
        }

        /** Whether the constraints allow {@code context}. */
        public boolean admit(Map<String, String> context) {
            return contextEquals.map(context::equals).orElse(true)
                    && contextSubset
                            .map(wanted -> context.entrySet().containsAll(wanted.entrySet()))
                            .orElse(true);
        }
    }
}
