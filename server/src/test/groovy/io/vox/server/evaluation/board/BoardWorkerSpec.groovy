package io.vox.server.evaluation.board

import static io.vox.server.evaluation.board.Results.answers

import io.vox.server.support.TestServer
import java.time.Duration
import java.time.Instant
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.concurrent.Future
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

/** Platform part 5: one worker whatever the number of servers, no result lost or counted twice, 5 s at most. */
class BoardWorkerSpec extends Specification {
    static final Map NEVER = ['vox.evaluation.board.interval': '1h']

    PollingConditions soon = new PollingConditions(timeout: 60, delay: 0.05)

    @AutoCleanup
    TestServer server

    @AutoCleanup
    TestServer other

    @AutoCleanup
    Results results

    def "a result is on the boards of all servers within 5 s"() {
        given:
        start([:])
        other = TestServer.start([:], server)
        String product = results.provider('Soon')

        expect: "a machine may be busy now and then"
        (1..5).any { timeToBoards(product, it) < Duration.ofSeconds(5) }

        and: "another one, too"
        int there = turns(server, product)
        (there + 1..there + 5).any { timeToBoards(product, it) < Duration.ofSeconds(5) }
    }

    def "what came while no server ran is there soon after the start"() {
        given:
        start(NEVER)
        String product = results.provider('Later')
        (1..520).each { results.add(product, [answers(500)]) }

        server.close()

        when:
        other = TestServer.start([:], server)

        then:
        soon.eventually { assert turns(other, product) == 520 }
    }

    def "two servers that refresh at once count each result once"() {
        given:
        start(NEVER)
        other = TestServer.start(NEVER, server)
        String product = results.provider('Once')
        def executor = Executors.newVirtualThreadPerTaskExecutor()

        when:
        List<Future<Integer>> folded = (1..40).collect { int i ->
            results.add(product, [answers(500)])
            executor.submit({ (i % 2 ? server : other).bean(BoardWorker).runOnce().map { it.results() }.orElse(0) } as Callable<Integer>)
        }
        int inAll = folded*.get().sum() as int
        inAll += [server, other].sum { it.bean(BoardWorker).runOnce().map { it.results() }.orElse(0) } as int

        then:
        inAll == 40
        [server, other].each { it.bean(BoardShelf).update() }
        turns(server, product) == 40
        turns(other, product) == 40
        server.api().get('/metrics/leaderboard').bytes == other.api().get('/metrics/leaderboard').bytes

        cleanup:
        executor.close()
    }

    def "one server refreshes until it has been silent for 4 s, then another does"() {
        given:
        start(NEVER)
        other = TestServer.start(NEVER, server)
        String product = results.provider('Heir')
        Instant start = Instant.now()
        server.stopClock(start)
        server.bean(BoardWorker).runOnce()
        results.add(product, [answers(500)])

        expect:
        other.bean(BoardWorker).runOnce().isEmpty()

        when:
        server.stopClock(start.plusSeconds(5))

        then:
        other.bean(BoardWorker).runOnce().get().results() == 1
        server.bean(BoardWorker).runOnce().isEmpty()

        when:
        server.stopClock(start.plusSeconds(10))
        results.add(product, [answers(700)])

        then: 'the first has forgotten what it knew when it was the one'
        server.bean(BoardWorker).runOnce().get().results() == 1
        server.bean(BoardShelf).update()
        turns(server, product) == 2
    }

    def "a result that comes late is added once to each window that it is in, to those in memory as to those stored"() {
        given:
        start(NEVER)
        String product = results.provider('Late')
        results.add(product, [answers(500)])
        server.bean(BoardWorker).runOnce()

        when: 'one of each edge of a window, where hours count and not days'
        [Duration.ofHours(23), Duration.ofHours(7 * 24 - 2), Duration.ofHours(30 * 24 - 2)].each {
            results.add(product, [answers(600)], at: Instant.now() - it)
        }
        server.bean(BoardWorker).runOnce()
        server.bean(BoardShelf).update()

        then:
        ['DAY', 'WEEK', 'MONTH'].collect { turns(server, product, it) } == [2, 3, 4]

        when: 'the next reads what is stored'
        server.bean(BoardRefresh).forget()
        results.add(product, [answers(700)])
        server.bean(BoardWorker).runOnce()
        server.bean(BoardShelf).update()

        then:
        ['DAY', 'WEEK', 'MONTH'].collect { turns(server, product, it) } == [3, 4, 5]
    }

    def "a refresh that fails half-way is as if it had never begun"() {
        given:
        start(NEVER)
        String product = results.provider('Again')
        results.add(product, [answers(500)])
        server.execute('alter table board rename to board_elsewhere')

        when:
        server.bean(BoardWorker).runOnce()

        then:
        thrown(RuntimeException)
        server.rows('select 1 from unfolded_result').size() == 1
        server.rows('select 1 from board_cell').empty

        when:
        server.execute('alter table board_elsewhere rename to board')

        then:
        server.bean(BoardWorker).runOnce().get().results() == 1
        server.bean(BoardShelf).update()
        turns(server, product) == 1
    }

    def "what is older than every window is forgotten"() {
        given:
        start(NEVER)
        results.add(results.provider('Old'), [answers(500)])
        server.bean(BoardWorker).runOnce()

        expect:
        server.rows('select 1 from board_cell').size() == Grain.values().length

        when:
        server.shiftClock(Duration.ofDays(33))
        server.bean(BoardWorker).runOnce()

        then:
        server.rows('select 1 from board_cell').empty
        server.rows('select 1 from board_point').empty
        server.bean(BoardShelf).update()
        server.api().get('/metrics/leaderboard?window=MONTH').json.data == []
    }

    /** Starts the server, which has no results yet. */
    private void start(Map<String, Object> properties) {
        server = TestServer.start(properties)
        server.fixture().setUp()
        results = new Results(server)
    }

    /** Adds a result, which is the n-th, and waits until it is on the boards of both servers. */
    private Duration timeToBoards(String product, int number) {
        results.add(product, [answers(500)])
        long begun = System.nanoTime()
        [server, other].each { at ->
            soon.eventually {
                assert turns(at, product) == number
                assert at.api().get('/metrics/realtime').json.series*.provider*.id == [product]
            }
        }
        Duration.ofNanos(System.nanoTime() - begun)
    }

    private static int turns(TestServer at, String product, String window = 'DAY') {
        at.api().get("/metrics/leaderboard?window=$window").json.data.find { it.provider.id == product }?.nTurns ?: 0
    }
}
