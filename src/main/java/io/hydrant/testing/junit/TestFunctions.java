package io.hydrant.testing.junit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.hydrant.resource.FunctionCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** The methods that bear {@link HydrantFunction}. */
final class TestFunctions {
    private TestFunctions() {}

    /** Those of the test's instances, outermost first, by the names they answer for. */
    static Map<String, FunctionCode> of(ExtensionContext context) {
        Map<String, FunctionCode> functions = new LinkedHashMap<>();
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            List<Method> methods = AnnotationSupport.findAnnotatedMethods(
                    instance.getClass(), HydrantFunction.class, HierarchyTraversalMode.TOP_DOWN);
            for (Method method : methods) {
                functions.put(method.getAnnotation(HydrantFunction.class).value(), function(method, instance));
            }
        }
        return functions;
    }

    private static FunctionCode function(Method method, Object instance) {
        if (method.getReturnType() != String.class
                || method.getParameterCount() != 1
                || method.getParameterTypes()[0] != String.class) {
            throw new ExtensionConfigurationException(
                    "A @HydrantFunction takes a String and gives a String: " + method.toGenericString());
        }
        method.setAccessible(true);
        Object target = Modifier.isStatic(method.getModifiers()) ? null : instance;
        return event -> call(method, target, event);
    }

    private static String call(Method method, @Nullable Object target, String event) throws Exception {
        try {
            return String.valueOf(method.invoke(target, event));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception thrown ? thrown : e;
        }
    }
}
