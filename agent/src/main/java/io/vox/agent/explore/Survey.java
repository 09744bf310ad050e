package io.vox.agent.explore;

import java.util.List;

/**
 * A page at one moment.
 *
 * @param spots of all frames, the most promising first
 * @param signature the same as long as nothing that can be pressed has changed
 * @param loading whether its document is not complete
 * @param wantsPassword whether it shows a field for a password
 */
record Survey(List<Spot> spots, String signature, boolean loading, boolean wantsPassword) {
    Survey {
        spots = List.copyOf(spots);
    }
}
