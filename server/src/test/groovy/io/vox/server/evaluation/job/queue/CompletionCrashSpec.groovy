package io.vox.server.evaluation.job.queue

import groovy.sql.Sql
import io.vox.server.evaluation.job.JobFixture
import io.vox.server.platform.id.Ulid
import io.vox.server.support.ServerProcess
import io.vox.server.support.TestPostgres
import io.vox.server.support.TestServer
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

/** A server that is killed in the middle of a completion (VOX-TEST-04). */
class CompletionCrashSpec extends Specification {
    def "what a killed server was writing is there whole or not at all: #ending"() {
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

        and: "a conversation that cannot be written before this transaction ends: state, result and others are written by then"
        Sql blocker = TestPostgres.open(other.database)
        blocker.connection.autoCommit = false
        blocker.execute("""insert into call (id, workspace_id, origin, job_id, attempt, number, scenario, repeat, network, method_version, counted)
                select ?, workspace_id, 'EVAL', id, attempt, 3, 'hours', 1, 'clean', '2026-11-21', true from job where id = ?""",
                [Ulid.create(Ulid.CALL), held.jobId])

        when:
        def executor = Executors.newVirtualThreadPerTaskExecutor()
        executor.submit({ there.complete(held, report) } as Callable)
        new PollingConditions(timeout: 60, delay: 0.02).eventually {
            assert other.rows("select pid from pg_stat_activity where wait_event_type = 'Lock' and query ilike 'with asked%told, result_id%' and datname = current_database()").size() == 1
        }
        killed.signal('KILL')
        killed.exitCode
        if (!goesOn) {
            assert other.rows("select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and query ilike 'with asked%told, result_id%' and datname = current_database()").size() == 1
        }
        blocker.rollback()

        then: "the database has ended the statement of the dead, one way or the other"
        new PollingConditions(timeout: 60, delay: 0.02).eventually {
            assert other.rows("select 1 from pg_locks l join pg_class c on c.oid = l.relation where c.relname = 'turn' and l.mode = 'RowExclusiveLock'").empty
        }
        ['result', 'call', 'turn'].collect { fixture.count(it, held.jobId) } == (goesOn ? [1, 3, 18] : [0, 0, 0])
        fixture.status(held.jobId) == (goesOn ? 'COMPLETED' : 'RUNNING')
        fixture.events(held.jobId) == ['CREATED', 'CLAIMED'] + (goesOn ? ['COMPLETED'] : [])

        and: "the report sent again to another server is taken, or known"
        agent.complete(held, report).ok.status == 'COMPLETED'
        ['result', 'call', 'turn'].collect { fixture.count(it, held.jobId) } == [1, 3, 18]

        cleanup:
        blocker?.close()
        executor?.shutdownNow()
        killed?.close()

        where:
        ending                                          | goesOn
        'the statement ends before its death is noticed' | true
        'the statement is broken off'                    | false
    }
}
