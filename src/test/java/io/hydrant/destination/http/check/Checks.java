package io.hydrant.destination.http.check;

import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.support.HttpReceiver;
import io.hydrant.support.HttpReceiver.Behaviour;
import io.hydrant.time.VirtualTime;
import io.hydrant.time.WallTime;

/** Checks of endpoints of the tests' own. */
final class Checks {
    static final Scope SCOPE = new Scope(new AccountId("123456789012"), new Region("eu-west-1"));

    /** Its thread does not keep the process. */
    private static final WallTime WALL = new WallTime();

    private Checks() {}

    static EndpointCheck check(Function<URI, Optional<URI>> addresses, LongSupplier nanos) {
        return new EndpointCheck(tools(addresses, nanos));
    }

    static Tools tools(Function<URI, Optional<URI>> addresses, LongSupplier nanos) {
        VirtualTime clock = new VirtualTime(WALL);
        return new Tools(addresses, clock, clock, UUID::randomUUID, nanos);
    }

    static CheckReport check(Map<String, ?> options, Behaviour behaviour) {
        try (HttpReceiver receiver = HttpReceiver.start().always(behaviour)) {
            Map<String, Object> all =
                    new HashMap<>(Map.of("url", receiver.url("/in?token=hidden").toString()));
            all.put("slowBody", "20ms");
            all.put("timeout", "60s");
            all.putAll(options);
            all.replace("countUrl", receiver.url("/count").toString());
            return check(Optional::of, WallTime::nanoTime).run(OptionReader.read(all), SCOPE);
        }
    }

    /** All options of an endpoint that knows its access key, counts its records and fails on demand. */
    static Map<String, Object> all() {
        return Map.of("accessKey", KeptEndpoint.KEY, "failHeader", "X-Fail: 1", "countUrl", "");
    }

    static Map<Point, Outcome> outcomes(CheckReport report) {
        Map<Point, Outcome> outcomes = new EnumMap<>(Point.class);
        report.findings().forEach(finding -> outcomes.put(finding.point(), finding.outcome()));
        return outcomes;
    }

    static Finding finding(Point point, CheckReport report) {
        return report.findings().get(point.number() - 1);
    }

    static CheckOptions options(String url) {
        return OptionReader.read(Map.of("url", url, "slowBody", "0s"));
    }
}
