package io.vox.agent.worker

import com.sun.net.httpserver.HttpExchange
import groovy.transform.CompileStatic
import java.util.concurrent.CountDownLatch

/** How an operation of a server misbehaves. */
@CompileStatic
enum Misbehavior {
    /** The connection breaks. */
    KILL,
    /** There is no answer. */
    SILENCE,
    /** A proxy answers with a page, as if all were well. */
    GARBAGE,
    /** A proxy answers with a page and an error. */
    PROXY,
    /** JSON of another program. */
    NONSENSE,
    /** The server is there and cannot. */
    UNAVAILABLE

    /** Answers, or does not; silence lasts until the server is closed. */
    void answer(HttpExchange exchange, CountDownLatch closed) {
        switch (this) {
            case KILL:
                break
            case SILENCE:
                closed.await()
                break
            case GARBAGE:
                Answers.send(exchange, 200, 'text/html', '<html>Please log in to the guest network</html>')
                break
            case PROXY:
                Answers.send(exchange, 502, 'text/html', '<html>Bad gateway</html>')
                break
            case NONSENSE:
                Answers.send(exchange, 200, 'application/json', '{"hello": "world"}')
                break
            case UNAVAILABLE:
                Answers.problem(exchange, 503, 'unavailable')
                break
        }
    }
}
