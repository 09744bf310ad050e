package io.vox.server.platform.problem;

import io.micronaut.context.annotation.Primary;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.serde.exceptions.SerdeException;
import io.micronaut.serde.exceptions.path.CollectionItemReferencePath;
import io.micronaut.serde.exceptions.path.MapItemReferencePath;
import io.micronaut.serde.exceptions.path.PropertyReferencePath;
import io.micronaut.serde.exceptions.path.ReferencePath;
import io.micronaut.web.router.MethodBasedRouteInfo;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the framework refuses (no such path, a body that is no JSON, a parameter out of bounds) into problems. The
 * framework's own messages hold names of our classes and parts of the body, so none of them is passed on.
 */
@Singleton
@Primary
final class FrameworkErrors implements ErrorResponseProcessor<Object> {
    private static final int MOST_DETAILS = 100;

    private final ProblemAnswers answers;
    private final long mostBytes;

    FrameworkErrors(ProblemAnswers answers, HttpServerConfiguration configuration) {
        this.answers = answers;
        this.mostBytes = configuration.getMaxRequestBufferSize();
    }

    @Override
    public MutableHttpResponse<Object> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        return answers.into(
                response,
                context.getRequest(),
                refusal(
                        response.code(),
                        context.getRequest(),
                        context.getRootCause().orElse(null)));
    }

    private VoxException refusal(int status, HttpRequest<?> request, @Nullable Throwable cause) {
        return switch (status) {
            case 401 -> new UnauthenticatedException("Send a token as Authorization: Bearer.");
            case 403 -> new ForbiddenException("You may not do that.");
            case 404 -> new RefusedException(ProblemCode.NOT_FOUND, "There is nothing at this path.");
            case 405 -> new RefusedException(ProblemCode.METHOD_NOT_ALLOWED, "This path does not have that method.");
            case 406 -> new RefusedException(ProblemCode.NOT_ACCEPTABLE, "There is no such representation of it.");
            case 413 -> RefusedException.tooLarge(mostBytes);
            case 415 ->
                new RefusedException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "The body has to be of another media type.");
            default ->
                status >= 500
                        ? new RefusedException(
                                ProblemCode.INTERNAL_ERROR, "An unexpected error; the trace id finds it in the log.")
                        : invalid(request, cause);
        };
    }

    private static VoxException invalid(HttpRequest<?> request, @Nullable Throwable cause) {
        List<ProblemDetail> details = switch (cause) {
            case ConstraintViolationException violations -> details(request, violations);
            case UnsatisfiedRouteException missing -> List.of(missing(missing.getArgument()));
            case ConversionErrorException conversion -> List.of(detail(conversion));
            case null, default -> serdeDetails(cause);
        };
        return details.isEmpty()
                ? new RefusedException(ProblemCode.VALIDATION_FAILED, "The request cannot be read.")
                : new InvalidRequestException(details);
    }

    private static List<ProblemDetail> details(HttpRequest<?> request, ConstraintViolationException exception) {
        return exception.getConstraintViolations().stream()
                .map(violation -> new ProblemDetail(place(request, violation), reason(violation)))
                .sorted(Comparator.comparing(ProblemDetail::pointer).thenComparing(ProblemDetail::reason))
                .limit(MOST_DETAILS)
                .toList();
    }

    private static String reason(ConstraintViolation<?> violation) {
        return violation.getMessage();
    }

    private static ProblemDetail missing(Argument<?> argument) {
        return new ProblemDetail(place(argument), "is required");
    }

    private static ProblemDetail detail(ConversionErrorException exception) {
        List<ProblemDetail> inBody = serdeDetails(exception);
        return inBody.isEmpty()
                ? new ProblemDetail(place(exception.getArgument()), "has not the form that it needs")
                : inBody.getFirst();
    }

    private static List<ProblemDetail> serdeDetails(@Nullable Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SerdeException serde) {
                String pointer = pointer(serde.getPath());
                String message = String.valueOf(serde.getMessage()).toLowerCase(Locale.ROOT);
                boolean absent = message.contains("required") || message.contains("missing");
                return List.of(new ProblemDetail(
                        pointer, absent ? "lacks a required member" : "has not the form that it needs"));
            }
        }
        return List.of();
    }

    private static String pointer(List<ReferencePath> path) {
        StringBuilder pointer = new StringBuilder();
        // The path begins where the reader stood.
        for (ReferencePath step : path.reversed()) {
            pointer.append('/')
                    .append(
                            switch (step) {
                                case CollectionItemReferencePath item -> Integer.toString(item.index());
                                case MapItemReferencePath item -> item.key();
                                case PropertyReferencePath property ->
                                    property.property().getName();
                                default -> step.getArgument().getName();
                            });
        }
        return pointer.toString();
    }

    /** Says where a rule is broken: in the body, or else in which parameter of the operation. */
    private static String place(HttpRequest<?> request, ConstraintViolation<?> violation) {
        String pointer = ViolationPointer.of(violation);
        if (!pointer.startsWith("/")
                && RouteAttributes.getRouteInfo(request).orElse(null) instanceof MethodBasedRouteInfo<?, ?> route) {
            for (Argument<?> argument : route.getTargetMethod().getArguments()) {
                if (argument.getName().equals(pointer)) {
                    return place(argument);
                }
            }
        }
        return pointer;
    }

    /** Says where a parameter of an operation comes from. */
    static String place(Argument<?> argument) {
        if (argument.isAnnotationPresent(Body.class)) {
            return "";
        }
        List<String> place = new ArrayList<>();
        if (argument.isAnnotationPresent(PathVariable.class)) {
            place.add("path");
        } else if (argument.isAnnotationPresent(Header.class)) {
            place.add("header");
        } else if (argument.isAnnotationPresent(QueryValue.class)) {
            place.add("query");
        }
        place.add(argument.getAnnotationMetadata()
                .stringValue(Header.class)
                .or(() -> argument.getAnnotationMetadata().stringValue(QueryValue.class))
                .or(() -> argument.getAnnotationMetadata().stringValue(PathVariable.class))
                .orElse(argument.getName()));
        return String.join("/", place);
    }
}
