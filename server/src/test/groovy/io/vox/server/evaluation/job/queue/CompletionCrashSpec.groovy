package io.vox.server.evaluation.job.queue

import groovy.sql.Sql
import io.vox.server.evaluation.job.JobFixture
import io.vox.server.support.ServerProcess
import io.vox.server.support.TestPostgres
import io.vox.server.support.TestServer
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

/** A server that is killed in the middle of a completion (VOX-TEST-04). */
class CompletionCrashSpec extends Specification {
    def "what a killed server had begun to write is not there, and the report sent again to another server is taken"() {
        given:
        TestServer other = TestServer.shared()
        JobFixture fixture = new JobFixture(other)
        JobFixture.Agent agent = fixture.agent()
        fixture.job()
        Map held = agent.claim()
        Map report = JobFixture.report(conversations: 3, turns: 6)

        and: "a server in a process of its own, at the same database"
        ServerProcess killed = new ServerProcess([
            VOX_HOME: other.home.toString(),
            DATABASE_URL: "${other.database.jdbcUrl()}?user=${other.database.user()}&password=${other.database.password()}" as String,
        ])
        JobFixture.Agent there = new JobFixture.Agent(killed.api(agent.api.token), agent.name, agent.id, agent.session)

        and: "turns that cannot be written before this transaction ends: state, result and calls are written by then"
        Sql blocker = TestPostgres.open(other.database)
        blocker.connection.autoCommit = false
        blocker.execute('lock table turn in access exclusive mode')

        when:
        def executor = Executors.newVirtualThreadPerTaskExecutor()
        executor.submit({ there.complete(held, report) } as Callable)
        new PollingConditions(timeout: 30, delay: 0.02).eventually {
            assert other.rows("select 1 from pg_stat_activity where wait_event_type = 'Lock' and query ilike '%insert into call (%' and datname = current_database()").size() == 1
        }
        killed.signal('KILL')
        killed.exitCode
        blocker.rollback()

        then: "the database ends the transaction of the dead, once it notices"
        new PollingConditions(timeout: 10, delay: 0.02).eventually {
            assert other.rows("select 1 from pg_locks l join pg_class c on c.oid = l.relation where c.relname = 'turn' and l.mode = 'RowExclusiveLock'").empty
        }
        ['result', 'call', 'turn'].every { fixture.count(it, held.jobId) == 0 }
        fixture.status(held.jobId) == 'RUNNING'
        fixture.events(held.jobId) == ['CREATED', 'CLAIMED']

        and:
        agent.complete(held, report).ok.status == 'COMPLETED'
        fixture.count('turn', held.jobId) == 18

        cleanup:
        blocker?.close()
        executor?.shutdownNow()
        killed?.close()
    }
}
