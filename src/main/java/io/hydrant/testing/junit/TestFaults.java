package io.hydrant.testing.junit;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.hydrant.control.FaultRule;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The rules of {@link Fault}. */
final class TestFaults {
    private TestFaults() {}

    /** Those of the test's classes, outermost first, and of its method, as JSON. */
    static List<String> of(ExtensionContext context) {
        List<String> rules = new ArrayList<>();
        for (AnnotatedElement each : elements(context)) {
            AnnotationSupport.findRepeatableAnnotations(each, Fault.class)
                    .forEach(fault -> rules.add(rule(fault, each)));
        }
        return rules;
    }

    private static List<AnnotatedElement> elements(ExtensionContext context) {
        List<AnnotatedElement> elements = new ArrayList<>();
        for (Optional<ExtensionContext> each = Optional.of(context);
                each.isPresent();
                each = each.get().getParent()) {
            each.get()
                    .getElement()
                    .filter(element -> !elements.contains(element))
                    .ifPresent(element -> elements.add(0, element));
        }
        return elements;
    }

    /** The rule as JSON. */
    static String rule(Fault fault, AnnotatedElement where) {
        boolean written = !fault.value().isEmpty();
        String members =
                when(then(on(FaultRule.at(fault.hop()), fault), fault), fault).json();
        if (written == !fault.hop().isEmpty()
                || (written && !members.equals(FaultRule.at("").json()))) {
            throw new ExtensionConfigurationException(
                    "A @Fault has either a rule as JSON and nothing else, or a hop, such as hop = \"s3\": " + where);
        }
        return written ? fault.value() : members;
    }

    private static FaultRule on(FaultRule begun, Fault fault) {
        FaultRule rule = fault.operation().length > 0 ? begun.operation(fault.operation()) : begun;
        return fault.stream().isEmpty() ? rule : rule.stream(fault.stream());
    }

    private static FaultRule when(FaultRule begun, Fault fault) {
        FaultRule rule = fault.after() != 0 ? begun.after(fault.after()) : begun;
        rule = fault.every() != 1 ? rule.every(fault.every()) : rule;
        rule = fault.times() != 0 ? rule.times(fault.times()) : rule;
        rule = fault.probability() != 1 ? rule.probability(fault.probability()) : rule;
        boolean draws = fault.probability() != 1 || fault.recordProbability() != 0;
        return draws || fault.seed() != 0 ? rule.seed(fault.seed()) : rule;
    }

    private static FaultRule then(FaultRule begun, Fault fault) {
        FaultRule rule = fault.error().isEmpty() ? begun : begun.error(fault.error());
        rule = fault.message().isEmpty() ? rule : rule.message(fault.message());
        rule = fault.status() == 0 ? rule : rule.status(fault.status());
        rule = fault.records().length == 0 ? rule : rule.records(fault.records());
        rule = fault.recordProbability() != 0 ? rule.recordProbability(fault.recordProbability()) : rule;
        rule = fault.connection().isEmpty() ? rule : rule.connection(fault.connection());
        rule = fault.lostResponse() ? rule.lostResponse() : rule;
        return fault.delay().isEmpty() ? rule : rule.delay(fault.delay());
    }
}
