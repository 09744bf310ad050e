package io.vox.agent.worker

import com.sun.net.httpserver.HttpExchange
import groovy.json.JsonOutput
import groovy.transform.CompileStatic

/** How a server answers. */
@CompileStatic
class Answers {
    static void json(HttpExchange exchange, int status = 200, Map body) {
        send(exchange, status, 'application/json', JsonOutput.toJson(body))
    }

    static void problem(HttpExchange exchange, int status, String code) {
        send(exchange, status, 'application/problem+json', JsonOutput.toJson([type: "https://vox.example/problems/$code" as String, title: code,
            status: status, detail: "This is $code." as String, code: code, timestamp: '2026-11-21T14:30:00Z', details: [],
            traceId: '4bf92f3577b34da6a3ce929d0e0e4736']))
    }

    static void send(HttpExchange exchange, int status, String type, String body) {
        byte[] bytes = body.getBytes('UTF-8')
        exchange.responseHeaders.set('Content-Type', type)
        exchange.sendResponseHeaders(status, bytes.length)
        exchange.responseBody.write(bytes)
    }
}
