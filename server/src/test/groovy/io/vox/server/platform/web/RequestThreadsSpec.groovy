package io.vox.server.platform.web

import io.micronaut.context.ApplicationContext
import io.micronaut.inject.qualifiers.Qualifiers
import io.micronaut.scheduling.TaskExecutors
import io.vox.server.support.TestServer
import java.util.concurrent.Callable
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutorService
import spock.lang.Specification

class RequestThreadsSpec extends Specification {
    ExecutorService threads = TestServer.shared().bean(ApplicationContext).getBean(ExecutorService, Qualifiers.byName(TaskExecutors.BLOCKING))

    def "work that is on a virtual thread goes on there, other work gets one"() {
        when:
        Thread first = threads.submit({ Thread.currentThread() } as Callable<Thread>).get()
        CompletableFuture<List<Thread>> both = new CompletableFuture<>()
        Thread virtual = Thread.startVirtualThread {
            both.complete([Thread.currentThread(), threads.submit({ Thread.currentThread() } as Callable<Thread>).get()])
        }

        then:
        first.virtual
        !first.is(Thread.currentThread())
        both.get().every { it.is(virtual) }
    }
}
