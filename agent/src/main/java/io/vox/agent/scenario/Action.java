package io.vox.agent.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a step does, by the name it has in the file. */
public enum Action {
    CLICK,
    FILL,
    TYPE,
    SELECT,
    WAIT,
    WAIT_FOR_ELEMENT,
    WAIT_FOR_VOICE,
    WAIT_FOR_SILENCE,
    SPEAK,
    LISTEN,
    SLEEP,
    SCREENSHOT,
    BARGE_IN,
    BACKCHANNEL,
    PAUSE;

    /** Returns the name as written in a file, such as {@code wait_for_voice}. */
    public String yamlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Action> find(String yamlName) {
        return Arrays.stream(values())
                .filter(action -> action.yamlName().equals(yamlName))
                .findFirst();
    }

    static List<String> yamlNames() {
        return Arrays.stream(values()).map(Action::yamlName).toList();
    }
}
