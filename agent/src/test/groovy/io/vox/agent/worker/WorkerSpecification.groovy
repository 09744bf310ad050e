package io.vox.agent.worker

import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

/** What specs of a worker share: the worker itself, with a server of its own that checks all it hears. */
@Timeout(180)
abstract class WorkerSpecification extends Specification {
    @TempDir
    Path folder

    WorkerFixture worker
    FakeVoxServer server
    PollingConditions soon = new PollingConditions(timeout: 60, delay: 0.02)

    def setup() {
        worker = new WorkerFixture(folder)
        server = worker.server
    }

    /** Starts the worker and waits until it holds a job, in a conversation that goes on until the door is open. */
    protected void holdJob(Map changes = [:]) {
        worker.shut()
        server.job()
        worker.start(changes)
        soon.eventually { assert worker.held.size() == 1 }
    }

    def cleanup() {
        worker.close()
        assert server.violations.empty
        assert worker.clean
    }
}
