package io.vox.agent.run;

import io.vox.agent.conversation.Conversation;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.FaultKind;
import io.vox.agent.fault.VoxFault;
import io.vox.measurement.analysis.AnalysisException;
import io.vox.measurement.analysis.Analyzer;
import io.vox.measurement.analysis.AnalyzerOptions;
import io.vox.measurement.analysis.ConversationAnalysis;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a held conversation is worth.
 *
 * @param analysis null = there is nothing in the recording to analyse
 * @param fault what ended or voids it, null = nothing
 */
record Assessment(
        @Nullable ConversationAnalysis analysis, @Nullable VoxFault fault) {

    /** Analyses the recording; a fault of the harness stays with the analysis, so that no figure is made from it. */
    static Assessment of(Conversation conversation) {
        VoxFault fault = conversation.fault();
        try {
            ConversationAnalysis analysis =
                    Analyzer.analyze(conversation.recording(), conversation.timeline(), AnalyzerOptions.defaults());
            if (fault == null && analysis.harnessFault() != null) {
                fault = new VoxFault(
                        FaultCode.RECORDING_BROKEN,
                        "more than 40 ms of sound are missing in the recording; is the machine busy?");
            }
            return new Assessment(
                    fault != null && fault.code().kind() == FaultKind.HARNESS_FAULT
                            ? withHarnessFault(analysis, fault.code().wireName())
                            : analysis,
                    fault);
        } catch (AnalysisException nothing) {
            return new Assessment(null, fault == null ? faultOf(nothing, conversation) : fault);
        } catch (IOException unreadable) {
            return new Assessment(
                    null,
                    fault != null
                            ? fault
                            : new VoxFault(
                                    FaultCode.RECORDING_BROKEN,
                                    "cannot read the recording: " + unreadable.getMessage(),
                                    unreadable));
        }
    }

    /** Whether our own fault makes the conversation worthless, and holding it again may help. */
    boolean worthRepeating() {
        VoxFault known = fault;
        return known != null && known.code().worthRepeating();
    }

    /** Whether no further conversation of the run makes sense. */
    boolean endsRun() {
        VoxFault known = fault;
        return known != null
                && !worthRepeating()
                && switch (known.code().kind()) {
                    case HARNESS_FAULT, TARGET_UNAVAILABLE, USAGE, CANCELED -> true;
                    case AGENT_FAULT -> false;
                };
    }

    private static @Nullable VoxFault faultOf(AnalysisException nothing, Conversation conversation) {
        boolean scriptWithoutSpeech = conversation.timeline().stimuli().isEmpty();
        return scriptWithoutSpeech
                ? null
                : new VoxFault(
                        FaultCode.RECORDING_BROKEN,
                        "the caller's voice is not in the recording: " + nothing.getMessage(),
                        nothing);
    }

    private static ConversationAnalysis withHarnessFault(ConversationAnalysis analysis, String code) {
        return new ConversationAnalysis(
                analysis.scenario(),
                analysis.repeat(),
                analysis.condition(),
                analysis.methodVersion(),
                analysis.caller(),
                analysis.agent(),
                analysis.turns(),
                analysis.talkRatio(),
                analysis.flags(),
                code,
                analysis.durationFrames(),
                analysis.sampleRate());
    }
}
