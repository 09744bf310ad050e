package io.vox.agent.browser;

import com.fasterxml.jackson.databind.JsonNode;

/** What the hooks tell: {@code type} is engine, microphone, tap, untap, seen, block, event or level. */
public record PageMessage(String type, JsonNode body) {}
