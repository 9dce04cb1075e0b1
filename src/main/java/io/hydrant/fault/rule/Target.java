package io.hydrant.fault.rule;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.hydrant.aws.Scope;
import io.hydrant.aws.ScopeFilter;
import io.hydrant.fault.Call;
import io.hydrant.fault.Hop;

/**
 * Which calls a rule is about.
 *
 * @param operations empty for all; then a neighbour's calls are those that Firehose makes
 * @param account empty for all
 * @param region empty for all
 * @param about what else narrows it; a call of which that is not known is not meant
 */
record Target(
        Hop hop,
        Set<String> operations,
        Optional<TextPattern> account,
        Optional<TextPattern> region,
        Map<Call.About, TextPattern> about) {
    /** Hops that clients alone ask. */
    private static final Set<Hop> OF_CLIENTS = Set.of(Hop.FIREHOSE, Hop.STS);

    /** Hops whose destinations have a URL to which Firehose adds a path. */
    private static final Set<Hop> BASES = Set.of(Hop.OPENSEARCH, Hop.SPLUNK);

    Target {
        Objects.requireNonNull(hop, "hop");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(region, "region");
        operations = Set.copyOf(operations);
        about = Map.copyOf(about);
    }

    boolean matches(Call call) {
        return call.hop() == hop
                && (operations.isEmpty() ? isUsual(call) : operations.contains(call.operation()))
                && isWithin(call.scope())
                && about.entrySet().stream().allMatch(entry -> {
                    String known = call.about().get(entry.getKey());
                    return known != null
                            && (entry.getValue().matches(known)
                                    || (entry.getKey() == Call.About.URL && isAsked(entry.getValue(), known)));
                });
    }

    /** Whether the URL of a destination is meant as a stream names it: with its query, and without what Firehose adds to its path. */
    private boolean isAsked(TextPattern destination, String url) {
        return destination.matches(url.split("[?]", 2)[0]) || (BASES.contains(hop) && destination.isBaseOf(url));
    }

    private boolean isUsual(Call call) {
        return call.maker() == Call.Maker.FIREHOSE || OF_CLIENTS.contains(hop);
    }

    private boolean isWithin(Scope scope) {
        return account.map(pattern -> pattern.matches(scope.account().value())).orElse(true)
                && region.map(pattern -> pattern.matches(scope.region().value()))
                        .orElse(true);
    }

    /** Whether calls within {@code extent} may be meant. */
    boolean touches(ScopeFilter extent) {
        return extent.account()
                        .map(each -> account.map(pattern -> pattern.matches(each.value()))
                                .orElse(true))
                        .orElse(true)
                && extent.region()
                        .map(each -> region.map(pattern -> pattern.matches(each.value()))
                                .orElse(true))
                        .orElse(true);
    }

    /** Whether it names the account of {@code extent} and, where that has one, its Region; everything belongs to all. */
    boolean belongsTo(ScopeFilter extent) {
        return extent.account()
                        .map(each -> account.map(pattern -> pattern.isExactly(each.value()))
                                .orElse(false))
                        .orElse(true)
                && extent.region()
                        .map(each -> region.map(pattern -> pattern.isExactly(each.value()))
                                .orElse(false))
                        .orElse(true);
    }

    /** Whether it names that delivery stream, and no other account or Region than the stream's. */
    boolean belongsTo(Scope scope, String stream) {
        TextPattern named = about.get(Call.About.STREAM);
        return named != null && named.isExactly(stream) && isWithin(scope);
    }
}
