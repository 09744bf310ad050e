/**
 * Reads what a conversation with a voice agent consists of.
 *
 * <p>An <em>application</em> says where the agent is (a page) and how to get it to listen (steps in the page). A
 * <em>scenario</em> says what the caller then does: speak, interrupt, keep silent, wait. Both are YAML files in the
 * format of voice-agent-tester, with actions of our own added; a combined file holds one of each. Every pair of
 * application and scenario, repeated, makes a {@link io.vox.agent.scenario.Matrix}.
 *
 * <p>Reading is strict: an unknown action or field, a wrong type, a time out of range or a missing audio file is an
 * error that names file, line and step, and all errors of all files are told at once, before a browser starts. Nothing
 * here touches a browser or decodes audio. All types are immutable and may be shared between threads.
 */
@NullMarked
package io.vox.agent.scenario;

import org.jspecify.annotations.NullMarked;
