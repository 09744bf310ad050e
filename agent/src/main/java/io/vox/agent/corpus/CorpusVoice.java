package io.vox.agent.corpus;

import java.util.List;

/**
 * A voice and all that it says.
 *
 * @param description for people, such as "American English, female"
 * @param assets in the order of the manifest
 */
public record CorpusVoice(String id, Role role, String description, List<CorpusAsset> assets) {
    /** Who speaks with a voice. */
    public enum Role {
        CALLER,
        AGENT
    }

    public CorpusVoice {
        assets = List.copyOf(assets);
    }
}
