package io.vox.server

import io.micronaut.web.router.Router
import io.micronaut.web.router.UriRouteInfo
import io.vox.server.platform.access.Anonymous
import io.vox.server.platform.access.BearerOptional
import io.vox.server.platform.access.BeforeSetup
import io.vox.server.platform.idempotency.Idempotent
import io.vox.server.support.TestServer
import org.yaml.snakeyaml.Yaml
import spock.lang.Shared
import spock.lang.Specification

/** What the server does is what the contract says, operation by operation. */
class ContractCoverageSpec extends Specification {
    static final Map CONTRACT = new Yaml().load(ContractCoverageSpec.getResourceAsStream('/io/vox/api/openapi.yaml').text) as Map

    @Shared
    List<UriRouteInfo> routes = TestServer.shared().bean(Router).uriRoutes().toList()

    def "every operation is answered"() {
        expect:
        operations().findAll { route(it) == null }*.operationId == []
    }

    def "#operation.operationId asks for the bearer that the contract names"() {
        given:
        UriRouteInfo route = route(operation)

        expect:
        route.annotationMetadata.hasAnnotation(Anonymous) == (operation.security == [])
        route.annotationMetadata.hasAnnotation(BearerOptional) == ([:] in operation.security)

        where:
        operation << operations()
    }

    def "#operation.operationId honours an idempotency key where the contract has one"() {
        expect:
        route(operation).annotationMetadata.hasAnnotation(Idempotent) == ('Idempotency-Key' in operation.headers)

        where:
        operation << operations()
    }

    def "before setup the server answers what the contract exempts from it, and no more"() {
        expect:
        operations().findAll { route(it)?.annotationMetadata?.hasAnnotation(BeforeSetup) }*.tag as Set == ['Setup', 'Health'] as Set
    }

    def "nothing is answered below /api/v1 that is not in the contract"() {
        expect:
        routes.findAll { it.uriMatchTemplate.toString().startsWith('/api/v1') && it.httpMethodName != 'HEAD' }
                .collect { "$it.httpMethodName ${it.uriMatchTemplate.toPathString()}" as String }.toUnique()
                .findAll { !(it in operations().collect { "$it.method /api/v1$it.path" as String }) } == []
    }

    private UriRouteInfo route(Map operation) {
        routes.find { it.httpMethodName == operation.method && it.uriMatchTemplate.toPathString() == "/api/v1$operation.path" }
    }

    private static List<Map> operations() {
        CONTRACT.paths.collectMany { String path, Map item ->
            item.findAll { it.key in ['get', 'post', 'put', 'patch', 'delete'] }.collect { String method, Map operation ->
                [
                    operationId: operation.operationId, tag: operation.tags[0], method: method.toUpperCase(), path: path,
                    security: operation.security == null ? CONTRACT.security : operation.security,
                    headers: (operation.parameters ?: []).collect { resolve(it) }.findAll { it.in == 'header' }*.name,
                ]
            }
        }
    }

    private static Map resolve(Map parameter) {
        parameter.$ref ? parameter.$ref.split('/').drop(1).inject(CONTRACT) { Map node, String name -> node[name] as Map } : parameter
    }
}
