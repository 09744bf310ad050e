package io.vox.server.evaluation.artifact

import spock.lang.Specification

class ByteRangeSpec extends Specification {
    def "of a file of 100 bytes, '#header' is #range"() {
        expect:
        ByteRange.parse(header, 100).map { [it.first(), it.last()] }.orElse(null) == range

        where:
        header                            || range
        'bytes=0-9'                       || [0, 9]
        'bytes=90-'                       || [90, 99]
        'bytes=-10'                       || [90, 99]
        'bytes=-1000'                     || [0, 99]
        'bytes=50-1000'                   || [50, 99]
        'bytes=99-99'                     || [99, 99]
        ' bytes=5-6 '                     || [5, 6]
        'bytes=100-'                      || null
        'bytes=9-5'                       || null
        'bytes=-0'                        || null
        'bytes=-'                         || null
        'bytes=0-1,5-6'                   || null
        'lines=0-1'                       || null
        'bytes=1x-2'                      || null
        'bytes=99999999999999999999-'     || null
        ''                                || null
        null                              || null
    }

    def "an empty file has no parts"() {
        expect:
        ByteRange.parse('bytes=0-', 0).empty
    }

    def "a part says where it belongs"() {
        expect:
        new ByteRange(10, 19).length() == 10
        new ByteRange(10, 19).contentRange(100) == 'bytes 10-19/100'
    }
}
