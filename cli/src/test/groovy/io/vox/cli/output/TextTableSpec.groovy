package io.vox.cli.output

import java.time.OffsetDateTime
import spock.lang.Specification

class TextTableSpec extends Specification {
    def "columns are as wide as their widest cell, and lines have no spaces at their ends"() {
        expect:
        new TextTable('A', 'LONG', 'C').row('x', 1, 'y').row('wide', null, '').lines() == ['A     LONG  C', 'x     1     y', 'wide  -     -']
    }

    def "a table without rows has no lines"() {
        expect:
        new TextTable('A').lines() == []
    }

    def "#value is shown as '#text'"() {
        expect:
        TextTable.text(value) == text

        where:
        value                                              || text
        null                                               || '-'
        true                                               || 'yes'
        ['a', 'b']                                         || 'a, b'
        []                                                 || '-'
        OffsetDateTime.parse('2026-11-21T15:30:00.5+01:00') || '2026-11-21 14:30:00Z'
        "two\nlines \u001b[31mred\u202e"                   || 'two lines  [31mred '
    }
}
