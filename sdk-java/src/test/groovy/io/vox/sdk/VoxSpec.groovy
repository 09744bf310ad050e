package io.vox.sdk

import io.vox.sdk.api.ApiClient
import java.lang.reflect.Modifier
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification

class VoxSpec extends Specification {
    def "the environment says where the server is and who asks: #environment"() {
        when:
        def options = Vox.fromEnvironment(environment).options()

        then:
        options.url().toString() == url
        options.tokens().token() == Optional.ofNullable(token)

        where:
        environment                                           || url                      | token
        [:]                                                   || 'http://127.0.0.1:8080'  | null
        [VOX_URL: '', VOX_TOKEN: ' ']                         || 'http://127.0.0.1:8080'  | null
        [VOX_URL: 'https://vox.example/', VOX_TOKEN: 'abc']   || 'https://vox.example'    | 'abc'
        [VOX_URL: 'https://vox.example/eu//']                 || 'https://vox.example/eu' | null
    }

    def "an address that cannot be a server's is refused: #url"() {
        when:
        Vox.at(url)

        then:
        thrown(IllegalArgumentException)

        where:
        url << ['vox.example', 'ftp://vox.example', '/api', 'http://', 'http://vox.example?x=1', 'http://vox.example#x', 'not an address']
    }

    def "options out of range are refused"() {
        when:
        change(Vox.builder()).build()

        then:
        thrown(IllegalArgumentException)

        where:
        change << [{ it.timeout(Duration.ZERO) }, { it.timeout(Duration.ofSeconds(-1)) }, { it.retries(-1) }]
    }

    def "what prints options does not print secrets"() {
        expect:
        !Vox.builder().token('vox_eat_secret').build().options().toString().contains('secret')
        Vox.at('http://127.0.0.1:1').toString() == 'Vox[http://127.0.0.1:1]'
    }

    def "there is a way to every class of operations"() {
        given:
        def generated = Files.list(Path.of(ApiClient.getResource('ApiClient.class').toURI()).parent).toList()
                .collect { it.fileName.toString() }
                .findAll { it ==~ /[A-Za-z]+Api\.class/ }
                .collect { it - '.class' }

        expect:
        generated
        Vox.methods.findAll { Modifier.isPublic(it.modifiers) && it.returnType.simpleName.endsWith('Api') }*.returnType*.simpleName.sort() ==
                generated.sort()
    }

    def "programs on Java 17 can load it"() {
        expect:
        [Vox, ApiClient].every { Class type ->
            new DataInputStream(type.getResourceAsStream("${type.simpleName}.class")).withCloseable {
                it.readInt()
                it.readUnsignedShort()
                it.readUnsignedShort()
            } == 61
        }
    }
}
