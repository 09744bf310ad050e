package io.vox.agent.conversation;

import io.vox.agent.browser.AddressGuard;
import io.vox.agent.scenario.Application;
import io.vox.agent.scenario.Scenario;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One conversation to be held.
 *
 * @param url what to open: the application's own address, or where its html is served
 * @param repeat from 1
 * @param folder where recording, console log and pictures go
 * @param guard which addresses the page may reach, null = all, for a page of our own
 * @param following the same of the conversation after this one, whose browser starts while the last silence of this one is
 *     confirmed; null = none is known to follow
 * @param listening judges {@code listen} steps
 * @param prelude what is done beside the steps
 */
public record ConversationPlan(
        Application application,
        Scenario scenario,
        URI url,
        int repeat,
        Path folder,
        @Nullable AddressGuard guard,
        @Nullable AddressGuard following,
        Listening listening,
        Prelude prelude) {}
