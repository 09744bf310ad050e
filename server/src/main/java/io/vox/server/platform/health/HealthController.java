package io.vox.server.platform.health;

import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.HealthApi;
import io.vox.api.model.Health;
import io.vox.api.model.HealthStatus;
import io.vox.server.platform.access.Anonymous;
import io.vox.server.platform.access.BeforeSetup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jooq.DSLContext;

/** The edge of health. */
@Controller("/api/v1")
@Anonymous
@BeforeSetup
class HealthController implements HealthApi {
    private static final String CONTRACT = "/io/vox/api/openapi.yaml";

    private final DSLContext database;
    private final Health healthy;

    HealthController(DSLContext database) {
        this.database = database;
        String version = HealthController.class.getPackage().getImplementationVersion();
        this.healthy = new Health(HealthStatus.UP, version == null ? "development" : version);
    }

    @Override
    public Health getLiveness() {
        return healthy;
    }

    /** A database that does not answer is a problem by itself. */
    @Override
    @ExecuteOn(TaskExecutors.BLOCKING)
    public Health getReadiness() {
        database.fetchValue("select vox_now()");
        return healthy;
    }

    @Override
    @ExecuteOn(TaskExecutors.BLOCKING)
    public String getContract() {
        try (InputStream contract =
                Objects.requireNonNull(HealthController.class.getResourceAsStream(CONTRACT), CONTRACT)) {
            return new String(contract.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
