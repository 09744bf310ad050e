package io.vox.server.support

import spock.lang.Specification

class LogScanSpec extends Specification {
    def "#what is found"() {
        expect:
        LogScan.findings([line]).size() == 1

        where:
        what               | line
        'a line for people' | 'Starting up'
        'a password'       | '{"formattedMessage":"logged in with correct horse battery staple"}'
        'a JWT'            | '{"formattedMessage":"token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c3IifQ.x"}'
        'an agent token'   | '{"formattedMessage":"claim by vox_eat_0123456789abcdef"}'
        'a header'         | '{"formattedMessage":"Authorization: Bearer 0123456789abcdef"}'
        'a database'       | '{"formattedMessage":"postgres://vox:hunter2@db/vox"}'
        'an init code'     | '{"formattedMessage":"the code is k3v9-w2qp-7d4m-aaaa-bbbb"}'
    }

    def "what is harmless is not"() {
        expect:
        LogScan.findings(['{"formattedMessage":"the init code is in /tmp/x/keys/init-code"}', 'vox server: The port is taken']) == []
    }
}
