package io.hydrant.fault.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.hydrant.fault.Hop;

/** What rules may name. */
public final class FaultTargets {
    private FaultTargets() {}

    /** Each hop with its operations, what narrows its calls, and its errors by their statuses. */
    public static List<Map<String, Object>> all() {
        List<Map<String, Object>> hops = new ArrayList<>();
        for (Hop hop : HopTraits.hops()) {
            HopTraits traits = HopTraits.of(hop).orElseThrow();
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("hop", hop.word());
            row.put("operations", List.copyOf(traits.operations()));
            row.put("narrowedBy", narrowedBy(traits));
            traits.batch().ifPresent(batch -> row.put("batch", batch));
            row.put("response", traits.takesResponses());
            row.put("errors", traits.statuses());
            hops.add(row);
        }
        return hops;
    }

    /** The members of {@code on} that calls of a hop can be narrowed by. */
    static List<String> narrowedBy(HopTraits traits) {
        List<String> names = new ArrayList<>();
        names.add("operation");
        traits.about().forEach(each -> names.add(each.name().toLowerCase(Locale.ROOT)));
        names.add("account");
        names.add("region");
        return names;
    }
}
