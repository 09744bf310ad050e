package io.vox.server.platform.batch

import java.sql.SQLException
import java.util.concurrent.Callable
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.CountDownLatch
import java.util.concurrent.ExecutionException
import java.util.concurrent.Executors
import java.util.concurrent.Future
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

class BatchesSpec extends Specification {
    @AutoCleanup
    def threads = Executors.newVirtualThreadPerTaskExecutor()

    List<List<Integer>> asked = new CopyOnWriteArrayList<>()
    CountDownLatch first = new CountDownLatch(1)

    /** The first batch takes until the latch opens; then all that came meanwhile is asked. */
    Batches<Integer, String> batches = new Batches<>(1, 10, { it }, { List<Integer> questions ->
        asked << questions
        if (asked.size() == 1) {
            first.await(60, TimeUnit.SECONDS)
        }
        if (questions.contains(3)) {
            throw new IllegalStateException('of one', new SQLException('no', '23505'))
        }
        if (questions.contains(4)) {
            throw new IllegalStateException('of all', new SQLException('gone', '08006'))
        }
        questions.collect { "answer $it" as String }
    })

    def "what comes while one is under way is asked together, in the order of coming, each answered its own"() {
        given:
        List<Future<String>> answers = ask(1, 2, 5, 1)

        when:
        first.countDown()

        then:
        answers*.get() == ['answer 1', 'answer 2', 'answer 5', 'answer 1']
        asked == [[1], [2, 5, 1]]
    }

    def "a batch is no heavier than it may be, but one question may"() {
        given:
        List<Future<String>> answers = ask(1, 6, 5, 5, 20, 1)

        when:
        first.countDown()

        then:
        answers.drop(1)*.get() == ['answer 6', 'answer 5', 'answer 5', 'answer 20', 'answer 1']
        asked == [[1], [6], [5, 5], [20], [1]]
    }

    def "a question that breaks the batch fails alone"() {
        given:
        List<Future<String>> answers = ask(1, 2, 3, 5)

        when:
        first.countDown()

        then:
        [answers[1], answers[3]]*.get() == ['answer 2', 'answer 5']
        failure(answers[2]) == 'of one'
        asked == [[1], [2, 3, 5], [2], [3], [5]]
    }

    def "what is no question's fault fails them all, and the next is asked again"() {
        given:
        List<Future<String>> answers = ask(1, 4, 5)

        when:
        first.countDown()

        then:
        answers.drop(1).collect { failure(it) } == ['of all', 'of all']
        batches.ask(7) == 'answer 7'
        asked == [[1], [4, 5], [7]]
    }

    def "who is interrupted while waiting gets the answer, and is interrupted still"() {
        given:
        ask(1)
        def answers = new CopyOnWriteArrayList<>()
        Thread waiting = Thread.ofVirtual().start { answers << batches.ask(2) << Thread.currentThread().interrupted }

        when:
        waiting.interrupt()
        first.countDown()
        waiting.join(60_000)

        then:
        answers == ['answer 2', true]
    }

    def "eight that wait are asked beside a batch that takes long, and no fewer"() {
        given:
        List<Future<String>> waiting = ask(*[1] * 8)
        boolean seven = asked == [[1]]

        when:
        String eighth = batches.ask(2)

        then:
        seven
        eighth == 'answer 2'
        waiting.drop(1)*.get(30, TimeUnit.SECONDS) == ['answer 1'] * 7
        asked == [[1], [1] * 7 + 2]

        when: 'that takes long'
        first.countDown()

        then:
        waiting.first().get(30, TimeUnit.SECONDS) == 'answer 1'
    }

    def "many threads and several lanes lose nothing and mix nothing up"() {
        given:
        Batches<Integer, Integer> busy = new Batches<>(2, 7, { 1 }, { List<Integer> questions -> questions.collect { it * 2 } })

        when:
        List<Future<Boolean>> all = (1..50).collect { int thread ->
            threads.submit({ (1..200).every { busy.ask(thread * 1000 + it) == 2 * (thread * 1000 + it) } } as Callable<Boolean>)
        }

        then:
        all.every { it.get(30, TimeUnit.SECONDS) }
    }

    /** Asks one after the other, each once the one before it waits. */
    private List<Future<String>> ask(int... questions) {
        questions.toList().withIndex().collect { int question, int i ->
            Future<String> answer = threads.submit({ batches.ask(question) } as Callable<String>)
            new PollingConditions(timeout: 60, delay: 0.002).eventually {
                assert i == 0 ? asked.size() == 1 : batches.waiting.size() == i
            }
            answer
        }
    }

    private static String failure(Future<String> answer) {
        try {
            answer.get()
        } catch (ExecutionException e) {
            e.cause.message
        }
    }
}
