package io.vox.server.evaluation.seed;

import static io.vox.server.schema.Tables.PROJECT;
import static io.vox.server.schema.Tables.PROVIDER;
import static io.vox.server.schema.Tables.REGION;

import io.micronaut.runtime.event.annotation.EventListener;
import io.vox.server.identity.setup.SystemInitialized;
import io.vox.server.platform.id.Ulid;
import io.vox.server.platform.secret.RandomToken;
import io.vox.server.workspace.tenant.WorkspaceCreated;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.DSLContext;

/** Fills what is empty at the beginning, and leaves alone what is there (VOX-DATA-02). */
@Singleton
class CatalogSeed {
    private static final int PROVIDER_ID_CHARACTERS = 12;
    private static final String CONVO_AI = "CONVO_AI";

    private static final Map<String, String> PROVIDERS = Map.of(
            "Agora ConvoAI Engine", "https://www.agora.io/en/products/conversational-ai-engine/",
            "LiveKit Agents", "https://livekit.io/agents",
            "ElevenLabs Agents", "https://elevenlabs.io/agents");

    private static final Map<String, String> REGIONS = new LinkedHashMap<>();

    static {
        REGIONS.put("na-east", "North America, east");
        REGIONS.put("na-west", "North America, west");
        REGIONS.put("eu-west", "Europe, west");
        REGIONS.put("eu-central", "Europe, central");
        REGIONS.put("ap-southeast", "Asia Pacific, south-east");
        REGIONS.put("ap-northeast", "Asia Pacific, north-east");
        REGIONS.put("ap-south", "Asia Pacific, south");
        REGIONS.put("sa-east", "South America, east");
    }

    private final DSLContext database;

    CatalogSeed(DSLContext database) {
        this.database = database;
    }

    @EventListener
    void fill(SystemInitialized initialized) {
        REGIONS.forEach((slug, name) -> database.insertInto(REGION)
                .set(REGION.SLUG, slug)
                .set(REGION.NAME, name)
                .onConflictDoNothing()
                .execute());
        PROVIDERS.forEach((name, url) -> database.insertInto(PROVIDER)
                .set(PROVIDER.ID, RandomToken.random(PROVIDER_ID_CHARACTERS))
                .set(PROVIDER.NAME, name)
                .set(PROVIDER.SKU, CONVO_AI)
                .set(PROVIDER.URL, url)
                .onConflictDoNothing()
                .execute());
    }

    @EventListener
    void addDefaultProject(WorkspaceCreated created) {
        database.insertInto(PROJECT)
                .set(PROJECT.ID, Ulid.create(Ulid.PROJECT))
                .set(PROJECT.WORKSPACE_ID, created.workspaceId().value())
                .set(PROJECT.NAME, "Default")
                .set(PROJECT.IS_DEFAULT, true)
                .execute();
    }
}
