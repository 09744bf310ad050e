package io.vox.agent.run;

import io.vox.agent.browser.AddressGuard;
import io.vox.agent.conversation.Conversation;
import io.vox.agent.conversation.ConversationPlan;
import io.vox.agent.conversation.Listening;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.phantom.TurnTruth;
import io.vox.agent.scenario.Matrix;
import io.vox.agent.scenario.MatrixCell;
import io.vox.agent.speech.PocketsphinxSpeechToText;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds the conversations of a run, one after the other, and keeps the result on disk up to date: after a crash at any
 * moment there is a {@code result.json} that says so. A conversation that our own fault spoiled is held once more
 * (measurement 1.6). A recording is worked on between two conversations, never beside one. Used by one thread.
 */
public final class RunExecutor {
    private final RunFolder folder;
    private final Harness harness;
    private final Companion companion;
    private final RunListener listener;
    private final BooleanSupplier canceled;
    private final Listening listening = Listening.by(new PocketsphinxSpeechToText());

    /**
     * Makes an executor.
     *
     * @param canceled turns true when the run shall end, such as {@link Cancellation#requested}
     */
    public RunExecutor(
            RunFolder folder, Harness harness, Companion companion, RunListener listener, BooleanSupplier canceled) {
        this.folder = folder;
        this.harness = harness;
        this.companion = companion;
        this.listener = listener;
        this.canceled = canceled;
    }

    /**
     * Holds every conversation and answers the result, which is on disk then, with its report. What ended the run early
     * is in the result.
     *
     * @throws VoxFault {@code disk} if not even the result can be written
     */
    public ResultDocument execute(Matrix matrix) {
        RunLog log = new RunLog(folder, Instant.now(), matrix);
        folder.write(log.document(unfinished()));
        VoxFault end = null;
        try {
            hold(matrix, log);
        } catch (VoxFault fault) {
            end = fault;
        } catch (IOException failure) {
            end = new VoxFault(FaultCode.INTERNAL, "cannot serve pages on loopback: " + failure.getMessage(), failure);
        } catch (RuntimeException | Error unexpected) {
            end = new VoxFault(FaultCode.INTERNAL, "unexpected: " + unexpected, unexpected);
        }
        listener.over();
        // An interrupt closes every file that is written under it; from here on there is only writing.
        boolean interrupted = Thread.interrupted();
        if (canceled.getAsBoolean() || interrupted) {
            end = new VoxFault(FaultCode.CANCELED, "canceled; what was recorded is in " + folder.path(), end);
        }
        ResultDocument document = log.document(end);
        folder.write(document);
        folder.writeReport();
        return document;
    }

    private void hold(Matrix matrix, RunLog log) throws IOException {
        Harness.Ready ready = harness.prepare(listener::notice);
        log.calibrated(ready.calibration());
        try (ConversationHolder holder = ready.holder();
                PageServer pages = PageServer.start()) {
            Map<String, URI> served = new HashMap<>();
            int repeated = 0;
            List<MatrixCell> cells = matrix.cells();
            for (int i = 0; i < cells.size(); i++) {
                MatrixCell cell = cells.get(i);
                int total = cells.size() + repeated;
                URI address = address(cell, pages, served);
                AddressGuard following =
                        i + 1 == cells.size() ? null : companion.guard(address(cells.get(i + 1), pages, served));
                Assessment first = hold(holder, cell, address, following, log, total);
                VoxFault fault = first.fault();
                if (first.worthRepeating() && fault != null) {
                    listener.notice("excluded (" + fault.line() + "); holding it once more");
                    log.heldAgain();
                    repeated++;
                    VoxFault again = hold(holder, cell, address, following, log, total + 1)
                            .fault();
                    if (again != null) {
                        listener.notice(again.line());
                    }
                }
            }
        }
    }

    private Assessment hold(
            ConversationHolder holder,
            MatrixCell cell,
            URI address,
            @Nullable AddressGuard following,
            RunLog log,
            int total) {
        int number = log.size() + 1;
        String application = cell.application().name();
        String scenario = cell.scenario().name();
        if (canceled.getAsBoolean()) {
            throw new VoxFault(FaultCode.CANCELED, "canceled");
        }
        listener.conversation(number, total, scenario, application + " x " + scenario + ", repeat " + cell.repeat());
        URI opened = companion.address(cell, number, address);
        ConversationPlan plan = new ConversationPlan(
                cell.application(),
                cell.scenario(),
                opened,
                cell.repeat(),
                folder.conversation(number, application, scenario, cell.repeat()),
                companion.guard(opened),
                following,
                listening,
                companion.prelude(cell, number));
        CompletableFuture<Judged> judging = holder.converse(plan, new CancelingListener(listener, canceled))
                .thenApply(conversation -> judged(conversation, plan, number));
        boolean stopped = Thread.interrupted() || canceled.getAsBoolean();
        Judged judged = joined(judging);
        Assessment assessment = stopped
                // A browser that got the same signal may have been gone first.
                ? new Assessment(judged.assessment().analysis(), new VoxFault(FaultCode.CANCELED, "canceled"))
                : judged.assessment();
        List<TurnTruth> truths = assessment.fault() == null ? judged.truths() : List.of();
        listener.ended(number, log.add(judged.conversation(), assessment, truths, judged.notices()));
        folder.write(log.document(unfinished()));
        VoxFault fault = assessment.fault();
        if (fault != null && assessment.endsRun()) {
            throw fault;
        }
        if (fault != null && !assessment.worthRepeating()) {
            listener.notice(fault.line());
        }
        return assessment;
    }

    /** What a conversation was worth. */
    private record Judged(
            Conversation conversation, Assessment assessment, List<TurnTruth> truths, List<String> notices) {}

    private Judged judged(Conversation conversation, ConversationPlan plan, int number) {
        folder.writeTimeline(plan.folder(), conversation.timeline());
        Assessment assessment = Assessment.of(conversation);
        if (assessment.analysis() == null || assessment.fault() != null) {
            return new Judged(conversation, assessment, List.of(), List.of());
        }
        try {
            return new Judged(conversation, assessment, companion.truth(conversation, number), List.of());
        } catch (IOException unknown) {
            return new Judged(
                    conversation, assessment, List.of(), List.of("the truth is not known: " + unknown.getMessage()));
        }
    }

    private static Judged joined(CompletableFuture<Judged> judging) {
        try {
            return judging.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private static URI address(MatrixCell cell, PageServer pages, Map<String, URI> served) {
        @Nullable URI url = cell.application().url();
        @Nullable String html = cell.application().html();
        if (url != null || html == null) {
            return java.util.Objects.requireNonNull(url, "an application has a url or html");
        }
        return served.computeIfAbsent(html, pages::page);
    }

    /** What the result says until the run has come to its end. */
    private static VoxFault unfinished() {
        return new VoxFault(FaultCode.INTERNAL, "the run did not come to its end: its process was killed");
    }
}
