package io.vox.server.platform.idempotency;

import static io.vox.server.schema.Tables.SETTING;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.vox.server.platform.problem.ConflictException;
import io.vox.server.platform.problem.ProblemCode;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.JSONB;

/**
 * An operation that makes something, and can be told to fail or to wait. Its methods are named as operations of the contract,
 * since what the policy does not know is refused to everybody.
 */
@Controller("/api/v1/test-orders")
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(property = "test.orders")
class OrderController {
    static final AtomicInteger DONE = new AtomicInteger();
    static volatile CountDownLatch begun = new CountDownLatch(0);
    static volatile CountDownLatch release = new CountDownLatch(0);

    private final DSLContext database;

    OrderController(DSLContext database) {
        this.database = database;
    }

    @Post
    @Idempotent
    HttpResponse<Order> createProject(@Body Order order) throws InterruptedException {
        begun.countDown();
        release.await(60, TimeUnit.SECONDS);
        database.insertInto(SETTING)
                .set(SETTING.KEY, "order." + order.name())
                .set(SETTING.VALUE, JSONB.valueOf("1"))
                .execute();
        if (order.fail()) {
            throw new ConflictException(ProblemCode.LEASE_LOST, "told to fail");
        }
        return HttpResponse.created(new Order(order.name() + DONE.incrementAndGet(), false), URI.create("/orders/1"))
                .header("ETag", "\"1\"");
    }

    @Post("/secret")
    @Idempotent(secret = true)
    HttpResponse<Order> createApiKey(@Body Order order) {
        return HttpResponse.created(new Order("secret" + DONE.incrementAndGet(), false));
    }

    @Serdeable
    record Order(String name, boolean fail) {}
}
