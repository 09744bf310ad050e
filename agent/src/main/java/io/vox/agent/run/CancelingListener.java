package io.vox.agent.run;

import io.vox.agent.conversation.ConversationListener;
import io.vox.agent.conversation.LiveTurn;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import java.util.function.BooleanSupplier;

/**
 * Passes everything on and ends the conversation when the run is canceled. An exception on the conversation's own thread
 * closes page, browser and recording in order, which an interrupt of that thread would not: it tears down files and pipes
 * that are just being written.
 */
final class CancelingListener implements ConversationListener {
    private final ConversationListener listener;
    private final BooleanSupplier canceled;
    private boolean told;

    CancelingListener(ConversationListener listener, BooleanSupplier canceled) {
        this.listener = listener;
        this.canceled = canceled;
    }

    @Override
    public void step(int number, int total, String words) {
        check();
        listener.step(number, total, words);
    }

    @Override
    public void level(double caller, double agent) {
        check();
        listener.level(caller, agent);
    }

    @Override
    public void turn(LiveTurn turn) {
        listener.turn(turn);
    }

    @Override
    public void notice(String line) {
        listener.notice(line);
    }

    // Told once: what is left of the recording must still be taken in.
    private void check() {
        if (!told && canceled.getAsBoolean()) {
            told = true;
            throw new VoxFault(FaultCode.CANCELED, "canceled");
        }
    }
}
