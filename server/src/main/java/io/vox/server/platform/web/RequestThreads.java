package io.vox.server.platform.web;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Lets a request go on where it is. What may wait is sent to {@link TaskExecutors#BLOCKING}, filter by filter and then the
 * controller, each to a thread of its own; one that is on a virtual thread already may wait there.
 */
@Singleton
final class RequestThreads implements BeanCreatedEventListener<ExecutorService> {
    @Override
    public ExecutorService onCreated(BeanCreatedEvent<ExecutorService> event) {
        return TaskExecutors.BLOCKING.equals(event.getBeanIdentifier().getName())
                ? new InPlace(event.getBean())
                : event.getBean();
    }

    private static final class InPlace extends AbstractExecutorService {
        private final ExecutorService others;

        InPlace(ExecutorService others) {
            this.others = others;
        }

        @Override
        public void execute(Runnable work) {
            if (Thread.currentThread().isVirtual()) {
                work.run();
            } else {
                others.execute(work);
            }
        }

        @Override
        public void shutdown() {
            others.shutdown();
        }

        @Override
        public List<Runnable> shutdownNow() {
            return others.shutdownNow();
        }

        @Override
        public boolean isShutdown() {
            return others.isShutdown();
        }

        @Override
        public boolean isTerminated() {
            return others.isTerminated();
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
            return others.awaitTermination(timeout, unit);
        }
    }
}
