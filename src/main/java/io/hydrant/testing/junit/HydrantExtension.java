package io.hydrant.testing.junit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.hydrant.Hydrant;
import io.hydrant.control.HydrantControl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs a Hydrant for the tests of a class, as {@link HydrantTest} says. Without that annotation its defaults hold. */
public final class HydrantExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(HydrantExtension.class);
    private static final AtomicLong ACCOUNTS = new AtomicLong(500_000_000_000L);

    @Override
    public void beforeAll(ExtensionContext context) {
        server(context);
    }

    /** A state like that of a new server, with the functions of the test and the faults that it asks for. */
    @Override
    public void beforeEach(ExtensionContext context) {
        if (sharing(context) == HydrantTest.Server.PER_CLASS
                && context.getExecutionMode() != ExecutionMode.CONCURRENT) {
            server(context).control().reset();
        }
        TestFunctions.of(context).forEach(server(context)::lambda);
        List<String> faults = TestFaults.of(context);
        if (!faults.isEmpty()) {
            server(context).control().inAccount(account(context)).faults().add(faults.toString());
        }
    }

    /** Removes what the test has left in its account. */
    @Override
    public void afterEach(ExtensionContext context) {
        server(context).control().inAccount(account(context)).reset();
        if (context.getExecutionMode() != ExecutionMode.CONCURRENT) {
            TestFunctions.of(context).keySet().forEach(server(context)::removeLambda);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Hydrant.class || type == HydrantControl.class || TestClients.isOne(type.getName());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        Hydrant hydrant = server(context);
        if (type == Hydrant.class) {
            return hydrant;
        }
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException(
                    type.getSimpleName() + " belongs to one test's account: ask for it in a"
                            + " test method, or in one before or after each test");
        }
        String account = account(context);
        if (type == HydrantControl.class) {
            return hydrant.control().inAccount(account);
        }
        return store(context)
                .getOrComputeIfAbsent(
                        type,
                        t -> new TestClients.Closing(
                                TestClients.create(type.getName(), hydrant.endpoint(), hydrant.region(), account)),
                        TestClients.Closing.class)
                .client();
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    /** The test's own account. */
    private static String account(ExtensionContext context) {
        return store(context)
                .getOrComputeIfAbsent("account", key -> Long.toString(ACCOUNTS.incrementAndGet()), String.class);
    }

    /** The running server, started when it is first asked for, and closed with whom it belongs to. */
    private static Hydrant server(ExtensionContext context) {
        Map<String, String> settings = settings(context);
        ExtensionContext owner = sharing(context) == HydrantTest.Server.PER_JVM ? context.getRoot() : classOf(context);
        return store(owner)
                .getOrComputeIfAbsent(settings, key -> new Running(Hydrant.start(settings)), Running.class)
                .hydrant();
    }

    /** The class that bears the annotation, and whose nested classes share its server; else the outermost class. */
    private static ExtensionContext classOf(ExtensionContext context) {
        ExtensionContext found = context;
        while (found.getTestMethod().isPresent()
                || (!bearsAnnotation(found)
                        && found.getParent()
                                .flatMap(ExtensionContext::getTestClass)
                                .isPresent())) {
            found = found.getParent().orElseThrow();
        }
        return found;
    }

    private static boolean bearsAnnotation(ExtensionContext context) {
        return context.getRequiredTestClass().isAnnotationPresent(HydrantTest.class);
    }

    private static HydrantTest.Server sharing(ExtensionContext context) {
        HydrantTest annotation = annotation(context);
        return annotation == null ? HydrantTest.Server.PER_CLASS : annotation.server();
    }

    private static Map<String, String> settings(ExtensionContext context) {
        HydrantTest annotation = annotation(context);
        String[] given = annotation == null ? new String[0] : annotation.settings();
        Map<String, String> settings = new LinkedHashMap<>();
        for (String setting : given) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new ExtensionConfigurationException(
                        "Not a setting: '" + setting + "'. Write NAME=value, one of each of " + Arrays.toString(given));
            }
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return settings;
    }

    private static @Nullable HydrantTest annotation(ExtensionContext context) {
        return classOf(context)
                .getTestClass()
                .map(type -> type.getAnnotation(HydrantTest.class))
                .orElse(null);
    }

    /** Closed by JUnit. */
    @SuppressWarnings("deprecation") // a JUnit before 5.13 closes nothing else
    private record Running(Hydrant hydrant) implements Store.CloseableResource, AutoCloseable {
        @Override
        public void close() {
            hydrant.close();
        }
    }
}
