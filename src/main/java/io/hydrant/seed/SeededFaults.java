package io.hydrant.seed;

import java.nio.file.Path;
import java.util.List;

import io.hydrant.aws.ScopeFilter;
import io.hydrant.fault.rule.FaultException;
import io.hydrant.fault.rule.FaultRule;
import io.hydrant.fault.rule.FaultRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules of what shall fail that a seed lists. */
record SeededFaults(Path file, List<FaultRule> rules) {
    private static final Logger log = LoggerFactory.getLogger(SeededFaults.class);

    /** Puts those within {@code only} in force. Comes last, so that none strikes what the seed creates. */
    void putInForce(FaultRules there, ScopeFilter only) {
        List<FaultRule> added =
                rules.stream().filter(rule -> rule.belongsTo(only)).toList();
        if (added.isEmpty()) {
            return;
        }
        try {
            there.add(added);
        } catch (FaultException e) {
            throw Seed.refused(file, "in \"faults\": " + e.getMessage());
        }
        log.warn("Calls will fail, as the seed asks rules={} file={}", added.size(), file);
    }
}
