package io.vox.server.platform.problem;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** An operation with a mistake in it, named as one that the policy knows. */
@Controller("/api/v1/test-failures")
@Requires(property = "test.failing")
class FailingController {
    @Get
    String getMe() {
        throw new IllegalStateException("a secret reason");
    }
}
