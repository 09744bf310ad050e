package io.vox.server.platform.web;

import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** The connection of a request, for those who answer late: a client that has hung up wants nothing any more. */
public final class ClientConnection {
    private final @Nullable Channel channel;

    private ClientConnection(@Nullable Channel channel) {
        this.channel = channel;
    }

    /** Returns the one of the request that the calling thread works on. */
    public static ClientConnection current() {
        return new ClientConnection(ServerRequestContext.currentRequest()
                .filter(NettyHttpRequest.class::isInstance)
                .map(request -> ((NettyHttpRequest<?>) request)
                        .getChannelHandlerContext()
                        .channel())
                .orElse(null));
    }

    /** Whether it is known to be closed. */
    public boolean isClosed() {
        return channel != null && !channel.isActive();
    }
}
