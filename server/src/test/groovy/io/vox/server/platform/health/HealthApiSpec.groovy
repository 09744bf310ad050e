package io.vox.server.platform.health

import io.vox.server.support.Api
import io.vox.server.support.TestServer
import spock.lang.Shared
import spock.lang.Specification

class HealthApiSpec extends Specification {
    @Shared
    Api api = TestServer.shared().api()

    def "a server that can work says so"() {
        expect:
        api.get(path).ok.status == 'UP'

        where:
        path << ['/health/live', '/health/ready']
    }

    def "the server gives its contract"() {
        expect:
        with(api.get('/openapi.yaml')) {
            status == 200
            header('Content-Type').startsWith('application/yaml')
            text.startsWith('openapi: 3.0.3')
        }
    }

    def "monitoring reads figures of requests, of the pool and of the JVM"() {
        given:
        api.get('/health/ready')

        expect:
        with(api.get('//metrics').text) {
            contains('http_server_requests_seconds')
            contains('hikaricp_connections')
            contains('jvm_memory_used_bytes')
        }
    }
}
