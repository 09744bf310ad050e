package io.vox.server.platform.problem;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** An operation with a mistake in it. */
@Controller("/api/v1/test-failures")
@Requires(property = "test.failing")
class FailingController {
    @Get
    String fail() {
        throw new IllegalStateException("a secret reason");
    }
}
