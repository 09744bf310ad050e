package io.vox.agent.scenario;

/** One thing the caller does, in the page or in the conversation. */
public sealed interface Step
        permits ClickStep,
                FillStep,
                TypeStep,
                SelectStep,
                WaitStep,
                WaitForElementStep,
                WaitForVoiceStep,
                WaitForSilenceStep,
                SpeakStep,
                ListenStep,
                SleepStep,
                ScreenshotStep,
                BargeInStep,
                BackchannelStep,
                PauseStep {

    /** Returns where the step is written. */
    StepOrigin origin();

    /** Returns whether the step's duration is wanted as a figure ({@code metrics: elapsed_time}). */
    boolean elapsedTime();

    Action action();
}
