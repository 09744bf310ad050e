package io.vox.agent.run;

import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.measurement.analysis.AnalysisException;
import io.vox.measurement.analysis.Analyzer;
import io.vox.measurement.analysis.AnalyzerOptions;
import io.vox.measurement.analysis.ConversationAnalysis;
import io.vox.measurement.audio.WavFormatException;
import io.vox.measurement.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A recording and what it says, or why it says nothing.
 *
 * @param analysis null if there is a fault
 * @param fault null if there is an analysis
 */
public record AnalyzedRecording(
        RecordingInput input,
        @Nullable ConversationAnalysis analysis,
        @Nullable VoxFault fault) {

    /** Analyses a recording; what is wrong with it ends up in the answer. */
    public static AnalyzedRecording of(RecordingInput input, boolean swap) {
        try {
            Path script = input.timeline();
            Timeline timeline = script == null ? null : ResultJson.readTimeline(script);
            return new AnalyzedRecording(
                    input, Analyzer.analyze(input.file(), timeline, new AnalyzerOptions(swap)), null);
        } catch (VoxFault fault) {
            return new AnalyzedRecording(input, null, fault);
        } catch (AnalysisException | WavFormatException unsuitable) {
            return bad(input, String.valueOf(unsuitable.getMessage()).replaceFirst("\\.$", ""), unsuitable);
        } catch (IOException unreadable) {
            return bad(input, "cannot read " + input.file() + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static AnalyzedRecording bad(RecordingInput input, String line, Exception cause) {
        return new AnalyzedRecording(input, null, new VoxFault(FaultCode.BAD_RECORDING, line, cause));
    }
}
