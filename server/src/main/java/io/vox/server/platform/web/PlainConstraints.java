package io.vox.server.platform.web;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.core.beans.BeanReadProperty;
import io.micronaut.core.type.Argument;
import io.micronaut.inject.ExecutableMethod;
import jakarta.validation.Constraint;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The constraints that the contract makes, read once from their annotations. Whatever is not known here for certain does
 * not hold: then the framework decides. Thread-safe.
 */
final class PlainConstraints {
    private static final Check ANY = value -> true;
    private static final Check UNKNOWN = value -> false;

    private final Map<Class<?>, Check> beans = new ConcurrentHashMap<>();

    /** Whether a value is valid for certain. */
    @FunctionalInterface
    interface Check {
        boolean holds(@Nullable Object value);
    }

    /** Returns a check for each parameter. */
    Check[] ofParameters(ExecutableMethod<?, ?> method) {
        Check[] checks = new Check[method.getArguments().length];
        if (method.hasStereotype(Constraint.class)) {
            Arrays.fill(checks, UNKNOWN);
            return checks;
        }
        for (int i = 0; i < checks.length; i++) {
            checks[i] = of(method.getArguments()[i]);
        }
        return checks;
    }

    private Check of(Argument<?> argument) {
        AnnotationMetadata annotations = argument.getAnnotationMetadata();
        List<Check> checks = new ArrayList<>();
        for (Class<? extends Annotation> type : annotations.getAnnotationTypesByStereotype(Constraint.class)) {
            for (AnnotationValue<? extends Annotation> constraint : annotations.getAnnotationValuesByType(type)) {
                checks.add(constraint(type, constraint));
            }
        }
        boolean cascades = annotations.hasStereotype(Valid.class);
        if (argument.getTypeParameters().length > 0) {
            checks.add(elements(argument, cascades));
        } else if (cascades) {
            checks.add(this::holdsBean);
        }
        return all(checks);
    }

    private Check elements(Argument<?> argument, boolean cascades) {
        List<Check> parameters =
                Arrays.stream(argument.getTypeParameters()).map(this::of).toList();
        if (!cascades && parameters.stream().allMatch(ANY::equals)) {
            return ANY;
        }
        if (parameters.size() != 1 || !Collection.class.isAssignableFrom(argument.getType())) {
            return UNKNOWN;
        }
        Check element = cascades ? all(List.of(parameters.getFirst(), this::holdsBean)) : parameters.getFirst();
        return value -> value == null || (value instanceof Collection<?> list && holdForAll(element, list));
    }

    private static boolean holdForAll(Check element, Collection<?> list) {
        for (Object value : list) {
            if (!element.holds(value)) {
                return false;
            }
        }
        return true;
    }

    private boolean holdsBean(@Nullable Object value) {
        if (value == null) {
            return true;
        }
        Check check = beans.get(value.getClass());
        if (check == null) {
            check = bean(value.getClass());
            beans.put(value.getClass(), check);
        }
        return check.holds(value);
    }

    private <T> Check bean(Class<T> type) {
        Optional<BeanIntrospection<T>> found = BeanIntrospector.SHARED.findIntrospection(type);
        if (found.isEmpty() || found.get().hasStereotype(Constraint.class)) {
            return UNKNOWN;
        }
        List<Check> checks = new ArrayList<>();
        for (BeanReadProperty<T, Object> property : found.get().getBeanReadProperties()) {
            Check check = of(property.asArgument());
            if (!check.equals(ANY)) {
                checks.add(bean -> type.isInstance(bean) && check.holds(property.get(type.cast(bean))));
            }
        }
        return all(checks);
    }

    private static Check constraint(
            Class<? extends Annotation> type, AnnotationValue<? extends Annotation> constraint) {
        if (constraint.contains("groups")) {
            return UNKNOWN;
        }
        return switch (type.getSimpleName()) {
            case "NotNull" -> type == NotNull.class ? value -> value != null : UNKNOWN;
            case "Size" -> type == Size.class ? size(constraint) : UNKNOWN;
            case "Pattern" -> type == Pattern.class ? pattern(constraint) : UNKNOWN;
            case "Min", "Max" ->
                type == Min.class || type == Max.class ? bound(type == Min.class, constraint) : UNKNOWN;
            case "DecimalMin", "DecimalMax" ->
                type == DecimalMin.class || type == DecimalMax.class
                        ? decimalBound(type == DecimalMin.class, constraint)
                        : UNKNOWN;
            default -> UNKNOWN;
        };
    }

    private static Check size(AnnotationValue<? extends Annotation> constraint) {
        int min = constraint.intValue("min").orElse(0);
        int max = constraint.intValue("max").orElse(Integer.MAX_VALUE);
        return value -> switch (value) {
            case null -> true;
            case CharSequence text -> text.length() >= min && text.length() <= max;
            case Collection<?> list -> list.size() >= min && list.size() <= max;
            default -> false;
        };
    }

    private static Check pattern(AnnotationValue<? extends Annotation> constraint) {
        Optional<String> text = constraint.stringValue("regexp");
        if (text.isEmpty() || constraint.contains("flags")) {
            return UNKNOWN;
        }
        Predicate<String> matches = java.util.regex.Pattern.compile(text.get()).asMatchPredicate();
        return value -> value == null || (value instanceof String string && matches.test(string));
    }

    private static Check bound(boolean lower, AnnotationValue<? extends Annotation> constraint) {
        if (constraint.longValue().isEmpty()) {
            return UNKNOWN;
        }
        long bound = constraint.longValue().getAsLong();
        return value -> switch (value) {
            case null -> true;
            case Integer number -> lower ? number >= bound : number <= bound;
            case Long number -> lower ? number >= bound : number <= bound;
            default -> false;
        };
    }

    /** A bound that no double is, and what is no number, are left to the framework. */
    private static Check decimalBound(boolean lower, AnnotationValue<? extends Annotation> constraint) {
        Optional<BigDecimal> exact = constraint.stringValue().map(BigDecimal::new);
        if (exact.isEmpty()
                || constraint.contains("inclusive")
                || new BigDecimal(exact.get().doubleValue()).compareTo(exact.get()) != 0) {
            return UNKNOWN;
        }
        double bound = exact.get().doubleValue();
        return value ->
                value == null || (value instanceof Double number && (lower ? number >= bound : number <= bound));
    }

    private static Check all(List<Check> checks) {
        List<Check> needed = checks.stream().filter(check -> !check.equals(ANY)).toList();
        Check[] each = needed.toArray(Check[]::new);
        return switch (each.length) {
            case 0 -> ANY;
            case 1 -> each[0];
            default ->
                value -> {
                    for (Check check : each) {
                        if (!check.holds(value)) {
                            return false;
                        }
                    }
                    return true;
                };
        };
    }
}
