package io.vox.agent.worker

import groovy.transform.CompileStatic
import io.vox.agent.conversation.Conversation
import io.vox.agent.conversation.ConversationListener
import io.vox.agent.conversation.ConversationPlan
import io.vox.agent.conversation.LiveTurn
import io.vox.agent.fault.VoxFault
import io.vox.agent.job.JobHarness
import io.vox.agent.run.ConversationHolder
import io.vox.agent.run.Harness
import io.vox.agent.run.SyntheticCalls
import io.vox.measurement.analysis.TurnKind
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.CountDownLatch

/** A worker against a fake server, on a thread of its own, with a stand-in for the browser. */
@CompileStatic
class WorkerFixture implements AutoCloseable {
    final FakeVoxServer server = new FakeVoxServer()
    final List<String> said = new CopyOnWriteArrayList<>()
    final List<ConversationPlan> held = new CopyOnWriteArrayList<>()
    final Path jobs
    /** Conversations go on until it is open. */
    volatile CountDownLatch door = new CountDownLatch(0)
    /** Whether a conversation hears when it must end; else only an interrupt ends it. */
    volatile boolean listening = true
    volatile boolean interrupted
    volatile List<VoxFault> faults = []
    volatile Closure onPrepare = {}
    volatile Closure onHold = { ConversationPlan plan -> }

    private final Queue<String> notices = new ConcurrentLinkedQueue<>()
    private StopSignal stop
    private Worker worker
    private Thread thread
    private volatile WorkerEnd end

    WorkerFixture(Path folder) {
        jobs = folder.resolve('jobs')
    }

    WorkerFixture start(Map changes = [:]) {
        Map given = [slots: 1, once: false, releasing: false, region: null] + changes
        WorkerSettings settings = new WorkerSettings(server.uri(), FakeVoxServer.TOKEN, 'runner-1', given.region as String,
            given.slots as int, given.once as boolean, given.releasing as boolean, jobs)
        stop = new StopSignal(settings.releasing())
        worker = new Worker(settings, harness(), stop, { String line -> said.add(line) })
        thread = Thread.ofPlatform().start { end = worker.run() }
        return this
    }

    /** A signal to the process. */
    void signal() {
        stop.raise()
    }

    /** Lets it do one job, and waits for its end. */
    WorkerEnd runOnce() {
        start(once: true)
        awaitEnd()
    }

    /** Waits for the end of the worker. */
    WorkerEnd awaitEnd(int seconds = 60) {
        thread.join(seconds * 1000L)
        assert !thread.alive: "the worker has not ended; it says: ${worker.statusLine()}"
        return end
    }

    boolean isRunning() {
        thread.alive
    }

    String status() {
        worker.statusLine()
    }

    /** Whether nothing of any job is left on the disk. */
    boolean isClean() {
        !Files.exists(jobs) || Files.list(jobs).withCloseable { it.findAny().empty }
    }

    /** Conversations do not end before {@link #open}. */
    void shut() {
        door = new CountDownLatch(1)
    }

    /** Makes the conversation that is held say something. */
    void tell(String line) {
        notices.add(line)
    }

    void open() {
        door.countDown()
    }

    @Override
    void close() {
        open()
        if (thread?.alive) {
            3.times { stop.raise() }
            thread.join(60_000)
        }
        server.close()
    }

    private JobHarness harness() {
        return { library, limit -> { talk ->
            onPrepare.call(talk)
            return new Harness.Ready(this.&hold as ConversationHolder, null)
        } as Harness } as JobHarness
    }

    private Conversation hold(ConversationPlan plan, ConversationListener listener) {
        held.add(plan)
        SyntheticCalls.call(plan.folder().resolve('recording.wav'))
        VoxFault fault = held.size() <= faults.size() ? faults[held.size() - 1] : null
        try {
            listener.notice('the page is open')
            onHold.call(plan)
            while (door.count > 0) {
                Thread.sleep(10)
                String line = notices.poll()
                if (line != null) {
                    listener.notice(line)
                }
                if (listening) {
                    listener.level(0, 0)
                }
            }
            listener.turn(new LiveTurn(1, TurnKind.RESPONSE, 'q_hours', 704))
        } catch (VoxFault canceled) {
            fault = canceled
        } catch (InterruptedException killed) {
            interrupted = true
            Thread.currentThread().interrupt()
        }
        return SyntheticCalls.conversation(plan, fault)
    }
}
