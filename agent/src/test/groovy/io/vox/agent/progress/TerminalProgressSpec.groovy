package io.vox.agent.progress

import java.nio.charset.StandardCharsets
import spock.lang.Specification

class TerminalProgressSpec extends Specification {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream()
    long now = 0

    def "elsewhere than on a terminal there is a line for each conversation, step and notice"() {
        given:
        TerminalProgress progress = progress(false)

        when:
        progress.conversation(1, 2, 'demo', 'shop x demo, repeat 1')
        now = 1_500_000_000
        progress.step(1, 3, 'click')
        progress.level(0.5d, 0.1d)
        progress.notice('step 1 (click): slow\u001b[2J')
        progress.over()

        then:
        text() == '''\
            conversation 1/2: shop x demo, repeat 1
              1 s  step 1/3 click
              step 1 (click): slow [2J
            '''.stripIndent()
    }

    def "on a terminal one line is redrawn with step, levels and time"() {
        given:
        TerminalProgress progress = progress(true)

        when:
        progress.conversation(1, 1, 'demo', 'shop x demo, repeat 1')
        progress.step(3, 4, 'speak')
        bytes.reset()
        now = 65_000_000_000
        progress.level(1d, 0d)

        then:
        text() == '\r\u001b[K[########........] 3/4 speak  caller [########] agent [........]  1:05  conversation 1/1: s'
    }

    def "levels are not drawn more often than a person can see"() {
        given:
        TerminalProgress progress = progress(true)

        when:
        progress.step(1, 1, 'speak')
        bytes.reset()
        now = 10_000_000
        progress.level(1d, 0d)

        then:
        text() == ''
    }

    def "a notice takes the place of the line, and nothing of it stays at the end"() {
        given:
        TerminalProgress progress = progress(true)

        when:
        progress.step(1, 1, 'speak')
        bytes.reset()
        progress.notice('a dialog')
        progress.step(1, 1, 'speak')
        progress.over()

        then:
        text().startsWith('\r\u001b[Ka dialog\n')
        text().endsWith('\r\u001b[K')
    }

    def "the width is what COLUMNS says, else 80 without a terminal to ask"() {
        expect:
        TerminalSize.columns(environment) == columns

        where:
        environment       || columns
        [COLUMNS: '120']  || 120
        [COLUMNS: 'wide'] || 80
        [COLUMNS: '-3']   || 80
        [COLUMNS: '9999'] || 80
    }

    private TerminalProgress progress(boolean terminal) {
        new TerminalProgress(new PrintStream(bytes, true, StandardCharsets.US_ASCII), terminal, 92, { now })
    }

    private String text() {
        bytes.toString(StandardCharsets.US_ASCII)
    }
}
