package io.vox.server.platform.web;

import static io.vox.server.schema.Tables.SETTING;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;

/** Stores letters and digits, as many as it is given. Its method is named as an operation that the policy knows. */
@Controller("/api/v1/test-texts")
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(property = "test.texts")
class TextController {
    private final DSLContext database;

    TextController(DSLContext database) {
        this.database = database;
    }

    @Post
    void createProject(@Body Text text) {
        database.insertInto(SETTING)
                .set(SETTING.KEY, "text." + UUID.randomUUID())
                .set(SETTING.VALUE, JSONB.valueOf('"' + text.text() + '"'))
                .execute();
    }

    @Serdeable
    record Text(String text) {}
}
