package io.vox.server.platform.idempotency

import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import java.util.concurrent.Future
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

class IdempotencySpec extends Specification {
    @Shared
    @AutoCleanup
    TestServer server = TestServer.start(['test.orders': true], TestServer.shared())

    Fixture.Person person = server.fixture().person()
    String name = UUID.randomUUID().toString().take(8)

    def "sent again, a request answers what it answered before and does nothing"() {
        given:
        Api.Answer first = order('key-12345')

        when:
        Api.Answer second = order('key-12345')

        then:
        first.status == 201
        second.status == 201
        second.text == first.text
        second.header('Location') == '/orders/1'
        second.header('ETag') == '"1"'
        second.header('Content-Type') == first.header('Content-Type')
        second.header('Idempotent-Replayed') == 'true'
        first.header('Idempotent-Replayed') == null
    }

    def "white space and the order of members make no other body"() {
        given:
        Api.Answer first = order('key-12345')

        expect:
        person.api.post('/test-orders', """{ "fail":false,\n "name": "$name" }""", ['Idempotency-Key': 'key-12345']).text == first.text
    }

    def "the same key with another body is refused"() {
        given:
        order('key-12345')

        expect:
        with(order('key-12345', [name: name + 'x', fail: false])) {
            status == 422
            code == 'idempotency_key_reused'
        }
    }

    def "the same key is another one of another person, and of another operation"() {
        given:
        order('key-12345')

        expect:
        server.fixture().person().api.post('/test-orders', [name: name + 'y', fail: false], ['Idempotency-Key': 'key-12345']).status == 201
        person.api.post('/test-orders/secret', [name: name, fail: false], ['Idempotency-Key': 'key-12345']).status == 201
    }

    def "while the first request is under way the second is told so"() {
        given:
        OrderController.begun = new CountDownLatch(1)
        OrderController.release = new CountDownLatch(1)

        when:
        Future<Api.Answer> first = Executors.newVirtualThreadPerTaskExecutor().submit({ order('key-12345') } as java.util.concurrent.Callable)
        assert OrderController.begun.await(30, TimeUnit.SECONDS)

        then:
        with(order('key-12345')) {
            status == 409
            code == 'idempotency_in_flight'
        }

        when:
        OrderController.release.countDown()

        then:
        first.get().status == 201
        order('key-12345').text == first.get().text

        cleanup:
        OrderController.release.countDown()
    }

    def "a request that failed left nothing behind, and its key is free"() {
        expect:
        order('key-12345', [name: name, fail: true]).code == 'lease_lost'
        server.rows('select key from setting where key = ?', ['order.' + name]).empty
        order('key-12345').status == 201
    }

    def "a key whose server died in between is free after two minutes"() {
        given:
        order('key-12345')
        server.execute("update idempotency_key set status = 'IN_FLIGHT', answer_status = null, answer_body = null, locked_until = now() - interval '1 second' where principal = ?", [person.user.id().value()])
        server.execute('delete from setting where key = ?', ['order.' + name])

        expect:
        order('key-12345').status == 201
    }

    def "a secret is shown once and not stored"() {
        given:
        Map headers = ['Idempotency-Key': 'key-12345']
        Api.Answer first = person.api.post('/test-orders/secret', [name: name, fail: false], headers)

        expect:
        first.status == 201
        with(person.api.post('/test-orders/secret', [name: name, fail: false], headers)) {
            status == 409
            code == 'secret_already_shown'
        }
        server.rows('select answer_body from idempotency_key where principal = ?', [person.user.id().value()])*.answer_body == [null]
    }

    def "after 24 hours a key is free, and its row goes"() {
        given:
        order('key-12345')
        server.execute("update idempotency_key set expires_at = now() - interval '1 second' where principal = ?", [person.user.id().value()])

        expect:
        order('key-12345', [name: name + 'z', fail: false]).status == 201

        when:
        server.execute("update idempotency_key set expires_at = now() - interval '1 second' where principal = ?", [person.user.id().value()])

        then:
        server.bean(ExpiredKeysReaper).runOnce() >= 1
        server.rows('select key from idempotency_key where principal = ?', [person.user.id().value()]).empty
    }

    def "without a key every request counts"() {
        expect:
        person.api.post('/test-orders', [name: name, fail: false]).status == 201
        person.api.post('/test-orders', [name: name + 'w', fail: false]).status == 201
    }

    private Api.Answer order(String key, Map body = [name: name, fail: false]) {
        person.api.post('/test-orders', body, ['Idempotency-Key': key])
    }
}
