package io.vox.cli

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.ConcurrentLinkedDeque
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors

/** A server on loopback that has an answer, or several in order, for each method and path, and remembers what it was asked. */
class FakeServer implements Closeable {
    /** One request as it came. */
    static class Call {
        String method
        String path
        String query
        String token
        String body
        Map<String, String> headers

        Object getJson() {
            new JsonSlurper().parseText(body)
        }

        @Override
        String toString() {
            "$method $path${query ? '?' + query : ''}"
        }
    }

    final List<Call> calls = new CopyOnWriteArrayList<>()
    private final Map<String, Deque<Closure>> answers = new ConcurrentHashMap<>()
    private final ExecutorService threads = Executors.newCachedThreadPool()
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)

    FakeServer() {
        server.executor = threads
        server.createContext('/') { HttpExchange exchange -> serve(exchange) }
        server.start()
    }

    String getUrl() {
        "http://127.0.0.1:$server.address.port"
    }

    /** Answers {@code operation}, such as "GET /jobs", with JSON; the last answer stays. */
    FakeServer on(String operation, int status, Object body, Map<String, String> headers = [:]) {
        handle(operation) { HttpExchange exchange ->
            byte[] bytes = body == null ? new byte[0] : JsonOutput.toJson(body).getBytes('UTF-8')
            exchange.responseHeaders.set('Content-Type', status < 400 ? 'application/json' : 'application/problem+json')
            headers.each { name, value -> exchange.responseHeaders.set(name, value) }
            exchange.sendResponseHeaders(status, bytes.length ?: -1)
            exchange.responseBody.write(bytes)
            exchange.close()
        }
    }

    /** Answers with a list of one page. */
    FakeServer list(String operation, List entries) {
        on(operation, 200, [data: entries, nextCursor: null])
    }

    FakeServer problem(String operation, int status, String code, Map more = [:]) {
        on(operation, status, [type: "https://vox.example/problems/$code" as String, title: code, status: status,
                               detail: "Said $code." as String, code: code, timestamp: '2026-11-21T14:30:00Z', details: [],
                               traceId: '4bf92f3577b34da6a3ce929d0e0e4736'] + more)
    }

    /** Answers with events; the closure may write some and wait. */
    FakeServer events(String jobId, List<Map> events) {
        handle("GET /jobs/$jobId/events/stream") { HttpExchange exchange ->
            exchange.responseHeaders.set('Content-Type', 'text/event-stream')
            exchange.sendResponseHeaders(200, 0)
            events.each { exchange.responseBody << "id: $it.seq\nevent: job\ndata: ${JsonOutput.toJson(it)}\n\n" }
            exchange.close()
        }
    }

    FakeServer handle(String operation, Closure answer) {
        answers.computeIfAbsent(operation) { new ConcurrentLinkedDeque<>() } << answer
        this
    }

    private void serve(HttpExchange exchange) {
        String path = exchange.requestURI.rawPath - '/api/v1'
        calls << new Call(method: exchange.requestMethod, path: path, query: exchange.requestURI.rawQuery,
                token: exchange.requestHeaders.getFirst('Authorization')?.minus('Bearer '), body: new String(exchange.requestBody.readAllBytes(), 'UTF-8'),
                headers: exchange.requestHeaders.collectEntries { name, values -> [name.toLowerCase(Locale.ROOT), values[0]] })
        Deque<Closure> expected = answers["$exchange.requestMethod $path" as String]
        if (!expected) {
            exchange.sendResponseHeaders(418, -1)
            exchange.close()
            return
        }
        Closure answer = expected.size() > 1 ? expected.poll() : expected.peek()
        answer(exchange)
    }

    @Override
    void close() {
        server.stop(0)
        threads.shutdownNow()
    }
}
