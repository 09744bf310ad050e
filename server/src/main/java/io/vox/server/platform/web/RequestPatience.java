package io.vox.server.platform.web;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections whose request does not arrive: the head has to be there within the patience, and of a body something
 * within each such time. Otherwise whoever sends requests by the letter would hold as many connections as there are. A wait
 * between requests is not meant; that one ends by the server's idle timeout.
 */
@Singleton
final class RequestPatience implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private static final Logger LOG = LoggerFactory.getLogger(RequestPatience.class);

    private final Duration patience;

    RequestPatience(@Property(name = "vox.request-patience", defaultValue = "30s") Duration patience) {
        this.patience = patience;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new Watching(null));
        return event.getBean();
    }

    private final class Watching implements NettyServerCustomizer {
        private final @Nullable Channel channel;

        Watching(@Nullable Channel channel) {
            this.channel = channel;
        }

        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            return new Watching(channel);
        }

        @Override
        public void onStreamPipelineBuilt() {
            if (channel != null) {
                Arrival arrival = new Arrival(patience.toNanos());
                channel.pipeline().addFirst(new Bytes(arrival));
                channel.pipeline()
                        .addAfter(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, null, new Messages(arrival));
            }
        }
    }

    /** How far the request has come that is arriving. Used by the connection's event loop alone. */
    private static final class Arrival {
        private final long patience;
        private boolean arriving;
        private boolean headThere;
        private boolean looking;
        private long deadline;

        Arrival(long patience) {
            this.patience = patience;
        }

        /** Something came. While the head is not whole that gives no new time. */
        void bytes(ChannelHandlerContext context) {
            long now = System.nanoTime();
            if (!arriving || headThere) {
                deadline = now + patience;
            }
            arriving = true;
            look(context, now);
        }

        void head() {
            headThere = true;
        }

        void end() {
            headThere = false;
            arriving = false;
        }

        @SuppressWarnings("FutureReturnValueIgnored")
        private void look(ChannelHandlerContext context, long now) {
            if (!looking) {
                looking = true;
                context.executor().schedule(() -> check(context), deadline - now, TimeUnit.NANOSECONDS);
            }
        }

        @SuppressWarnings("FutureReturnValueIgnored")
        private void check(ChannelHandlerContext context) {
            looking = false;
            if (!arriving || !context.channel().isOpen()) {
                return;
            }
            long now = System.nanoTime();
            if (now - deadline >= 0) {
                LOG.debug("A request does not arrive; closing its connection");
                context.close();
            } else {
                look(context, now);
            }
        }
    }

    /** Before the decoder: sees every byte. */
    private static final class Bytes extends ChannelInboundHandlerAdapter {
        private final Arrival arrival;

        Bytes(Arrival arrival) {
            this.arrival = arrival;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            arrival.bytes(context);
            context.fireChannelRead(bytes);
        }
    }

    /** After the decoder: sees what the bytes mean. */
    private static final class Messages extends ChannelInboundHandlerAdapter {
        private final Arrival arrival;

        Messages(Arrival arrival) {
            this.arrival = arrival;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                arrival.head();
            }
            if (message instanceof LastHttpContent) {
                arrival.end();
            }
            context.fireChannelRead(message);
        }
    }
}
