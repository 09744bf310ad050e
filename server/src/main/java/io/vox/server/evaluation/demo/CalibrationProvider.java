package io.vox.server.evaluation.demo;

import static io.vox.server.schema.Tables.PROVIDER;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.evaluation.provider.ProviderId;
import io.vox.server.evaluation.provider.ProviderSku;
import jakarta.inject.Singleton;
import org.jooq.DSLContext;

/** Makes the calibration agent one of the providers of a demo, under its own name. */
@Singleton
@Requires(property = "vox.demo", value = "true")
class CalibrationProvider implements ApplicationEventListener<ServerStartupEvent> {
    private static final String NAME = "Phantom (calibration)";

    /** Every demo serves it at another port. */
    private static final String URL = "http://localhost/";

    private final DSLContext database;

    CalibrationProvider(DSLContext database) {
        this.database = database;
    }

    @Override
    @Transactional
    public void onApplicationEvent(ServerStartupEvent started) {
        database.insertInto(PROVIDER)
                .set(PROVIDER.ID, ProviderId.create().value())
                .set(PROVIDER.NAME, NAME)
                .set(PROVIDER.SKU, ProviderSku.CONVO_AI.name())
                .set(PROVIDER.URL, URL)
                .set(PROVIDER.CALIBRATION, true)
                .onConflictDoNothing()
                .execute();
    }
}
