package io.vox.measurement.board

import spock.lang.Specification
import spock.lang.Tag

@Tag('measures')
class BoardSpeedSpec extends Specification {
    def "a board of 20 products and 8 regions is refreshed from full cells quickly"() {
        given: 'one and a half times as many conversations as buckets in each cell'
        def encoded = (1..20).collect { product ->
            (1..8).collectEntries { region -> ["r$region".toString(), CellCodec.encode(Conversations.cells("p$product-r$region-", 768, 600 + 40 * product))] }
        }

        when:
        def times = (1..6).collect {
            long begin = System.nanoTime()
            def products = encoded.withIndex().collect { cells, i -> new Product("p$i", cells.collectEntries { region, bytes -> [region, CellCodec.decode(bytes)] }) }
            assert Ranking.by('responseLatency', products).size() == 20
            (System.nanoTime() - begin) / 1_000_000
        }

        then: '170 ms on two quiet cores'
        times.min() < 600
    }
}
