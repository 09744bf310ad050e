package io.vox.server.platform.database

import io.vox.server.support.TestServer
import spock.lang.Shared
import spock.lang.Specification

class TransactionSpec extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    String name = "n${UUID.randomUUID().toString().take(8)}"

    def "what Micronaut Data and jOOQ write in one service method is one transaction"() {
        expect:
        server.bean(TwoWriters).write(name, false)
        rows() == [1, 1]
    }

    def "and is undone together"() {
        when:
        server.bean(TwoWriters).write(name, true)

        then:
        thrown(IllegalStateException)
        rows() == [0, 0]
    }

    private List<Long> rows() {
        [
            server.rows('select count(*) as n from app_user where email = ?', ["$name@vox.example" as String])[0].n,
            server.rows('select count(*) as n from setting where key = ?', [name])[0].n,
        ]
    }
}
