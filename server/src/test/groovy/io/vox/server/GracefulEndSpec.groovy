package io.vox.server

import io.vox.server.platform.idempotency.OrderController
import io.vox.server.support.Api
import io.vox.server.support.TestServer
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.Future
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

class GracefulEndSpec extends Specification {
    @AutoCleanup('shutdownNow')
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()

    def "a request that is under way is answered before the server ends, and no new one is taken"() {
        given:
        TestServer server = TestServer.start(['test.orders': true], TestServer.shared())
        Api api = server.fixture().person().api
        OrderController.begun = new CountDownLatch(1)
        OrderController.release = new CountDownLatch(1)
        Future<Api.Answer> answer = CompletableFuture.supplyAsync({ api.post('/test-orders', [name: UUID.randomUUID().toString().take(8), fail: false]) }, executor)
        assert OrderController.begun.await(30, TimeUnit.SECONDS)

        when:
        Future<?> end = CompletableFuture.runAsync({ server.close() }, executor)

        then:
        new PollingConditions(timeout: 30).eventually {
            assert refuses(server.address())
        }
        !end.done

        when:
        OrderController.release.countDown()

        then:
        answer.get(30, TimeUnit.SECONDS).status == 201
        end.get(30, TimeUnit.SECONDS) == null

        cleanup:
        OrderController.release.countDown()
    }

    private static boolean refuses(URI address) {
        try {
            new Socket(address.host, address.port).close()
            false
        } catch (ConnectException refused) {
            true
        }
    }
}
