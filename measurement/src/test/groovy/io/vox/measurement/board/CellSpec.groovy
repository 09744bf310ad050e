package io.vox.measurement.board

import static io.vox.measurement.board.Conversations.MONDAY
import static io.vox.measurement.board.Conversations.cell
import static io.vox.measurement.board.Conversations.conversation
import static io.vox.measurement.board.Conversations.response
import static io.vox.measurement.board.Conversations.turn
import static io.vox.measurement.board.Conversations.turns

import io.vox.measurement.analysis.Outcome
import io.vox.measurement.analysis.TurnKind
import io.vox.measurement.metric.Basis
import io.vox.measurement.metric.Metrics
import io.vox.measurement.metric.Tally
import spock.lang.Specification

class CellSpec extends Specification {
    def "merging is associative and commutative, measurement 3"() {
        given:
        def random = new Random(3)
        def cells = (1..60).collect { cell("call_$it", turns(random, 800), MONDAY.plusDays(it % 5)) }

        when:
        def all = Cell.merge(cells)

        then:
        all == Cell.merge(cells.shuffled(random))
        all == cells.tail().inject(cells.head()) { sum, cell -> Cell.merge([sum, cell]) }
        all == Cell.merge([Cell.merge(cells.take(17)), Cell.merge(cells.drop(17).take(20)), Cell.merge(cells.drop(37))])
        CellCodec.encode(all) as List == CellCodec.encode(Cell.merge(cells.reverse())) as List
        all.conversations().counted() == 60
        all.days().size() == 5
    }

    def "figures of merged cells equal those from the turns themselves, measurement 3"() {
        given:
        def random = new Random(seed)
        def conversations = (1..count).collect { conversation(it, turns(random, 700, 0.8)) }
        def merged = Cell.merge(conversations.collect { Cell.ofCounted("call_${it.repeat()}", MONDAY, Conversations.COUNTED, it.methodVersion(), it.turns(), []) })
        def raw = Metrics.compute(conversations).collectEntries { [it.key(), it] }

        expect:
        Metrics.boardKeys().every { key ->
            def metric = Metrics.figure(key, [merged.tally()], Basis.of(merged.methodVersion(), count, 0, 1))
            metric.n() == raw[key].n() && metric.nMissing() == raw[key].nMissing() && metric.nConversations() == raw[key].nConversations() &&
                metric.stats().keySet() == raw[key].stats().keySet() && metric.flags() == raw[key].flags() &&
                metric.stats().every { name, stat -> stat.censored() == raw[key].stats()[name].censored() &&
                    Math.abs(stat.value() - raw[key].stats()[name].value()) < 1e-9 }
        }

        where:
        seed | count
        1    | 1
        2    | 2
        3    | 7
        4    | 40
        5    | 900
    }

    def "conversations are spread evenly over the buckets, though ids of one moment hardly differ"() {
        given:
        def cells = (0..<5120).collect { cell(String.format('call_01kaj3qd6v0m5r8y2b4n7%05d', it), [response(1, 500)]) }

        when:
        def counts = []
        Cell.merge(cells).tally().rates().turnSuccessRate.proportions().forEach { cluster, successes, opportunities -> counts << opportunities }

        then: '10 a bucket, give or take what chance does'
        counts.size() > 505
        counts.max() < 27
    }

    def "a conversation of ours that failed is numbered only, and does not pass for one that counts"() {
        when:
        def cell = Cell.merge([Cell.ofExcluded('2026-11-21', new ConversationCounts(2, 0, 0, 1, 1, 0)), Cell.ofExcluded('2026-11-21', new ConversationCounts(1, 0, 0, 0, 0, 1))])

        then:
        cell.conversations() == new ConversationCounts(3, 0, 0, 1, 1, 1)
        cell.days().empty
        cell.tally() == new Tally(new TreeMap(), new TreeMap())

        when:
        Cell.ofExcluded('2026-11-21', Conversations.COUNTED)

        then:
        thrown(IllegalArgumentException)
    }

    def "cells of different methods are never merged, measurement 1.7"() {
        when:
        Cell.merge([cell('a', [response(1, 500)]), Cell.ofCounted('b', MONDAY, Conversations.COUNTED, 'observed-1', [], [])])

        then:
        thrown(IllegalArgumentException)
    }

    def "what is written is read again"() {
        given:
        def random = new Random(9)
        def cell = Cell.merge((1..count).collect { cell("call_$it", turns(random, 800, 0.7) + [turn(12, TurnKind.INTERRUPT, Outcome.VOID, null, ['hole'])]) }
            + [Cell.ofExcluded('2026-11-21', new ConversationCounts(1, 0, 0, 1, 0, 0))])

        expect:
        CellCodec.decode(CellCodec.encode(cell)) == cell

        where:
        count << [1, 2, 30, 600]
    }

    def "a cell is small: #count conversations of 11 turns take at most #bytes bytes"() {
        given:
        def random = new Random(9)

        expect:
        CellCodec.encode(Cell.merge((1..count).collect { cell("call_$it", turns(random, 800)) })).length <= bytes

        where:
        count | bytes
        1     | 320
        1000  | 55_000
    }

    def "bytes that are no cell are refused: #what"() {
        given:
        def bytes = CellCodec.encode(cell('call_1', [response(1, 500)]))

        when:
        CellCodec.decode(change(bytes) as byte[])

        then:
        thrown(IllegalArgumentException)

        where:
        what              | change
        'nothing'         | { [] }
        'another version' | { byte[] all -> [9] + all.toList().tail() }
        'cut short'       | { byte[] all -> all.toList().take(all.length - 3) }
        'too long'        | { byte[] all -> all.toList() + [0] }
        'noise'           | { byte[] all -> [1, 0, 1, 65] + [0xff] * 40 }
    }

    def "the bytes of a cell are the same on every machine and in every version"() {
        expect:
        CellCodec.encode(cell('call_1', [response(1, 500)])).encodeHex().toString() ==
            '010a323032362d31312d323101010000000001a5a201f5ff3a03497d7b2c' +
            '0210696e746572727570744c6174656e6379000000000f726573706f6e73654c6174656e637901010001f403eb030105' +
            '156261636b6368616e6e656c49676e6f726552617465000000001266616c7365496e746572727570745261746501010001eb030001' +
            '0d696e7465727275707452617465000000000c726573706f6e73655261746501010001eb0301010f7475726e537563636573735261746501010001eb030101'
    }
}
