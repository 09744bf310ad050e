package io.vox.server.platform.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what our code threw on purpose. */
@Singleton
final class VoxExceptionHandler implements ExceptionHandler<VoxException, HttpResponse<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(VoxExceptionHandler.class);

    private final ProblemAnswers answers;

    VoxExceptionHandler(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, VoxException exception) {
        LOG.debug("{}", exception.code().wire(), exception);
        return answers.answer(request, exception);
    }
}
