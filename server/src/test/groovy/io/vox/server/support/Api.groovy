package io.vox.server.support

import groovy.json.JsonOutput
import groovy.json.JsonSlurperClassic
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.time.Duration

/** Speaks HTTP with a server, below the SDK, so that also what no SDK would send can be sent. */
class Api {
    private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build()

    final URI server
    final String token

    Api(URI server, String token) {
        this.server = server
        this.token = token
    }

    Answer get(String path, Map<String, String> headers = [:]) {
        send('GET', path, null, headers)
    }

    Answer post(String path, Object body = null, Map<String, String> headers = [:]) {
        send('POST', path, body, headers)
    }

    Answer put(String path, Object body, Map<String, String> headers = [:]) {
        send('PUT', path, body, headers)
    }

    Answer patch(String path, Object body, Map<String, String> headers = [:]) {
        send('PATCH', path, body, headers)
    }

    Answer delete(String path, Map<String, String> headers = [:]) {
        send('DELETE', path, null, headers)
    }

    /**
     * Sends a request to a path below /api/v1, or with a leading / / to any path.
     *
     * @param body a String or bytes as they are, anything else as JSON, null = none
     */
    Answer send(String method, String path, Object body, Map<String, String> headers = [:]) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path.startsWith('//') ? path.substring(1) : "/api/v1$path"))
                .timeout(Duration.ofSeconds(90))
        if (token != null) {
            request.header('Authorization', "Bearer $token")
        }
        if (body != null && !headers.keySet().any { it.equalsIgnoreCase('Content-Type') }) {
            request.header('Content-Type', 'application/json')
        }
        headers.each { name, value -> request.header(name, value) }
        note(path, body)
        request.method(method, publisher(body))
        new Answer(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()))
    }

    private static void note(String path, Object body) {
        KnownSecrets.noteAll(body)
        if (body instanceof Map && body.value instanceof CharSequence && (path =~ '/secrets/|password')) {
            KnownSecrets.note(body.value.toString())
        }
    }

    private static HttpRequest.BodyPublisher publisher(Object body) {
        switch (body) {
            case null: return HttpRequest.BodyPublishers.noBody()
            case CharSequence: return HttpRequest.BodyPublishers.ofString(body.toString())
            case byte[]: return HttpRequest.BodyPublishers.ofByteArray(body)
            default: return HttpRequest.BodyPublishers.ofString(JsonOutput.toJson(body))
        }
    }

    /** What came back. */
    static class Answer {
        final int status
        final byte[] bytes
        private final HttpResponse<byte[]> response

        Answer(HttpResponse<byte[]> response) {
            this.response = response
            status = response.statusCode()
            bytes = response.body()
            if (status in 200..299 && header('Content-Type')?.startsWith('application/json') && header('Content-Encoding') == null && bytes.length in 1..100_000) {
                KnownSecrets.noteAll(json)
            }
        }

        String header(String name) {
            response.headers().firstValue(name).orElse(null)
        }

        List<String> headers(String name) {
            response.headers().allValues(name)
        }

        String getText() {
            new String(bytes, 'UTF-8')
        }

        /** Of maps that several threads may read, which those of JsonSlurper are not. */
        Object getJson() {
            new JsonSlurperClassic().parseText(text)
        }

        /** The body of a 2xx answer, else an error that shows the problem. */
        Object getOk() {
            assert status in 200..299: text
            bytes.length == 0 ? null : json
        }

        /** The code of the problem, with a check that it is a whole problem. */
        String getCode() {
            Map problem = json as Map
            assert header('Content-Type') == 'application/problem+json': text
            assert problem.keySet().containsAll(['type', 'title', 'status', 'detail', 'code', 'timestamp', 'details', 'traceId'])
            assert problem.status == status
            assert problem.traceId == header('X-Request-Id')
            problem.code
        }

        List<String> getPointers() {
            json.details*.pointer
        }

        @Override
        String toString() {
            "$status $text"
        }
    }
}
