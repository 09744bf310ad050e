package io.vox.server.evaluation.job.event

import groovy.json.JsonSlurperClassic
import io.vox.server.support.Api
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.util.concurrent.BlockingQueue
import java.util.concurrent.CompletableFuture
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit

/** Reads a stream of server-sent events as it comes, and can break off. */
class EventStream implements AutoCloseable {
    final int status
    final String contentType
    private final HttpClient client = HttpClient.newHttpClient()
    private final InputStream body
    private final BlockingQueue<Map> events = new LinkedBlockingQueue<>()
    private final BlockingQueue<String> comments = new LinkedBlockingQueue<>()
    private final CompletableFuture<Void> end = new CompletableFuture<>()

    EventStream(Api api, String jobId, Map<String, String> headers = [:]) {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.server.resolve("/api/v1/jobs/$jobId/events/stream"))
                .header('Authorization', "Bearer $api.token")
        headers.each { name, value -> request.header(name, value) }
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream())
        status = response.statusCode()
        contentType = response.headers().firstValue('Content-Type').orElse(null)
        body = response.body()
        Thread.startVirtualThread { read() }
    }

    private void read() {
        try {
            Map event = [:]
            body.eachLine('UTF-8') { line ->
                if (line.startsWith(':')) {
                    comments << line
                } else if (line.empty) {
                    if (event) {
                        events << event
                    }
                    event = [:]
                } else {
                    String name = line.takeWhile { it != ':' }
                    event[name] = line.substring(name.length() + 1).strip()
                }
            }
            end.complete(null)
        } catch (IOException e) {
            end.completeExceptionally(e)
        }
    }

    /** The next event; null if none comes in time. */
    Map next(long seconds = 30) {
        Map event = events.poll(seconds, TimeUnit.SECONDS)
        event == null ? null : [*: event, data: new JsonSlurperClassic().parseText(event.data as String)]
    }

    List<Map> next(int count) {
        (1..count).collect { next() }
    }

    /** All that is still to come, after which the stream ends. */
    List<Map> rest() {
        end.get(30, TimeUnit.SECONDS)
        List<Map> all = []
        while (!events.empty) {
            all << next()
        }
        all
    }

    /** Whether it ends without another event, in whichever way. */
    boolean isBrokenOff() {
        end.handle { nothing, failure -> events.empty }.get(30, TimeUnit.SECONDS)
    }

    boolean isCommented() {
        comments.poll(30, TimeUnit.SECONDS) != null
    }

    @Override
    void close() {
        client.shutdownNow()
    }
}
