package io.vox.sdk

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import groovy.json.JsonOutput
import java.util.concurrent.ConcurrentLinkedDeque
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors

/** A server on loopback that answers what it was told, in that order, and remembers what it was asked. */
class FakeServer implements Closeable {
    /** One request as it came. */
    static class Call {
        String method
        String path
        String query
        Map<String, String> headers
        byte[] body

        String header(String name) {
            headers[name.toLowerCase(Locale.ROOT)]
        }

        Object getJson() {
            new groovy.json.JsonSlurper().parse(body)
        }

        @Override
        String toString() {
            "$method $path"
        }
    }

    final List<Call> calls = new CopyOnWriteArrayList<>()
    private final Deque<Closure> answers = new ConcurrentLinkedDeque<>()
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

    /** The next call is answered so; a body that is no text is sent as JSON. */
    FakeServer answer(Map<String, String> headers = [:], int status, Object body) {
        answers << { HttpExchange exchange ->
            boolean isText = body instanceof CharSequence
            byte[] bytes = (isText ? body.toString() : JsonOutput.toJson(body)).getBytes('UTF-8')
            exchange.responseHeaders.set('Content-Type', isText ? 'text/html' : 'application/json')
            headers.each { name, value -> exchange.responseHeaders.set(name, value) }
            exchange.sendResponseHeaders(status, bytes.length ?: -1)
            exchange.responseBody.write(bytes)
            exchange.close()
        }
        this
    }

    /** The next call is answered with a problem; of the named values those with a capital are headers, the others members. */
    FakeServer problem(Map<String, Object> more = [:], int status, String code) {
        def (headers, members) = more.split { Character.isUpperCase(it.key.charAt(0)) }*.collectEntries()
        Map document = [type: "https://vox.example/problems/$code" as String, title: code, status: status, detail: "Said $code." as String,
                        code: code, timestamp: '2026-11-21T14:30:00Z', details: [], traceId: '4bf92f3577b34da6a3ce929d0e0e4736']
        answer(['Content-Type': 'application/problem+json'] + headers, status, document + members)
    }

    /** The next call is handled by the closure; one that throws cuts the connection. */
    FakeServer handle(Closure handler) {
        answers << handler
        this
    }

    private void serve(HttpExchange exchange) {
        Map<String, String> headers = exchange.requestHeaders.collectEntries { name, values ->
            [name.toLowerCase(Locale.ROOT), values.join(', ')]
        }
        calls << new Call(method: exchange.requestMethod, path: exchange.requestURI.rawPath, query: exchange.requestURI.rawQuery,
                headers: headers, body: exchange.requestBody.readAllBytes())
        Closure answer = answers.poll()
        if (answer == null) {
            exchange.sendResponseHeaders(418, -1)
            exchange.close()
            return
        }
        answer(exchange)
    }

    @Override
    void close() {
        server.stop(0)
        threads.shutdownNow()
    }
}
