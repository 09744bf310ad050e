package io.vox.server.platform.problem

import io.vox.server.support.Api
import io.vox.server.support.TestServer
import spock.lang.Shared
import spock.lang.Specification

class ProblemSpec extends Specification {
    @Shared
    Api api = TestServer.shared().api()

    def "a path that is not there is a problem, with or without a token"() {
        expect:
        with(api.get('/nothing/here')) {
            status == 404
            code == 'not_found'
        }
        with(new Api(api.server, 'wrong').get('/nothing/here')) {
            status == 404
            code == 'not_found'
        }
    }
}
