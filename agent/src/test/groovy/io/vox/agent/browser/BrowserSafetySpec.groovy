package io.vox.agent.browser

import com.sun.net.httpserver.HttpServer
import io.vox.agent.fault.VoxFault
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.CopyOnWriteArrayList
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

/** What a page cannot do to the machine that evaluates it, with a real browser. */
class BrowserSafetySpec extends Specification {
    @Shared
    List<String> foreignRequests = new CopyOnWriteArrayList<>()

    @Shared
    HttpServer foreign = server { String path -> foreignRequests << path; [200, [:], 'secret'] }

    @Shared
    HttpServer named = server { String path ->
        switch (path) {
            case '/redirect': return [302, [Location: "http://127.0.0.1:${foreign.address.port}/redirected"], '']
            case '/file.zip': return [200, ['Content-Disposition': 'attachment; filename=x.zip'], 'zip']
            default: return [200, ['Content-Type': 'text/html'], '<title>named</title><p id=own>own</p>']
        }
    }

    @Shared
    @AutoCleanup
    BrowserSession session

    def setupSpec() {
        URI url = URI.create("http://127.0.0.1:${named.address.port}/")
        session = BrowserSession.start(
                new BrowserSettings(BrowserInstaller.provide(false, {}), true), new AddressGuard(url))
        session.open(url.toString(), Duration.ofSeconds(60))
    }

    def setup() {
        foreignRequests.clear()
    }

    def cleanupSpec() {
        foreign.stop(0)
        named.stop(0)
    }

    def "the page reaches its own server"() {
        expect:
        session.page().evaluate("() => fetch('/x').then((r) => r.status)") == 200
    }

    def "the page cannot fetch from another port of this machine: #how"() {
        when:
        Object answer = session.page().evaluate(script, "http://127.0.0.1:${foreign.address.port}/" as String)

        then:
        answer == 'refused'
        foreignRequests.empty

        where:
        how      | script
        'fetch'  | "(url) => fetch(url, { mode: 'no-cors' }).then(() => 'reached', () => 'refused')"
        'image'  | "(url) => new Promise((done) => { const i = new Image(); i.onload = () => done('reached'); i.onerror = () => done('refused'); i.src = url; })"
        'worker' | "(url) => new Promise((done) => { const w = new Worker(URL.createObjectURL(new Blob([`fetch('\${url}', { mode: 'no-cors' }).then(() => postMessage('reached'), () => postMessage('refused'))`]))); w.onmessage = (m) => done(m.data); })"
        'frame'  | "(url) => new Promise((done) => { const f = document.createElement('iframe'); f.onload = () => done('refused'); f.src = url; document.body.append(f); })"
    }

    def "the page cannot reach another port by a redirect of its own server"() {
        when:
        session.page().evaluate("() => fetch('/redirect', { mode: 'no-cors' }).then(() => 0, () => 0)")

        then:
        foreignRequests.empty
    }

    def "the page cannot reach another port by a WebSocket"() {
        when:
        session.page().evaluate("""(url) => new Promise((done) => {
            const socket = new WebSocket(url);
            socket.onerror = socket.onclose = () => done('closed');
        })""", "ws://127.0.0.1:${foreign.address.port}/socket" as String)

        then:
        foreignRequests.empty
    }

    def "the page cannot read files of this machine"() {
        expect:
        session.page().evaluate("() => fetch('file:///etc/passwd').then(() => 'read', () => 'refused')") == 'refused'

        when:
        session.page().evaluate("() => { const f = document.createElement('iframe'); f.src = 'file:///etc/passwd'; document.body.append(f); }")
        session.pump(300)

        then:
        session.page().frames().every { !it.url().startsWith('file:') }
    }

    def "a session cannot be led to a file either"() {
        when:
        session.open('file:///etc/passwd', Duration.ofSeconds(5))

        then:
        thrown(VoxFault)

        cleanup: "not before the browser shows its own page about the refusal"
        session.page().waitForURL('chrome-error://chromewebdata/')
        session.open("http://127.0.0.1:${named.address.port}/", Duration.ofSeconds(60))
    }

    def "a download is refused, and told"() {
        when:
        session.page().evaluate("() => { const a = document.createElement('a'); a.href = '/file.zip'; a.download = ''; a.click(); }")

        then:
        eventually { session.notices().any { it.startsWith('refused a download: ') } }
        names(session.profile.folder().toFile()).every { !it.endsWith('x.zip') }
    }

    def "a window that the page opens is closed, and told"() {
        when:
        session.page().evaluate("() => { window.open('/other'); }")

        then:
        eventually {
            session.notices().any { it.startsWith('closed a window that the page opened') } &&
                    session.page().context().pages().size() == 1
        }
    }

    def "a dialog of kind #kind is dismissed, and told"() {
        when:
        Object answer = session.page().evaluate(script)

        then:
        answer == expected
        session.notices().any { it.startsWith("the page opened a dialog (${kind})") }

        where:
        kind      | script               | expected
        'alert'   | "() => alert('a')"   | null
        'confirm' | "() => confirm('c')" | false
        'prompt'  | "() => prompt('p')"  | null
    }

    @Requires({ os.linux })
    def "every process of the browser runs sandboxed, and as nobody where we are root"() {
        expect: "but for those that begin or end just now"
        new PollingConditions(timeout: 60, delay: 0.1).eventually {
            List<ProcessHandle> processes = new BrowserProcesses(session.profile.folder().parent).naming()
            assert processes.size() > 3
            assert processes.every { !cmdline(it).any { word -> word == '--no-sandbox' || word == '--disable-setuid-sandbox' } }
            assert Superuser.is() == false || processes.every { uids(it).every { uid -> uid != '0' } }

            // The page's own process cannot gain rights and filters its system calls.
            List<ProcessHandle> renderers = processes.findAll { cmdline(it).contains('--type=renderer') }
            assert !renderers.empty
            assert renderers.every { status(it, 'NoNewPrivs') == '1' && status(it, 'Seccomp') == '2' }
        }
    }

    private void eventually(Closure<Boolean> condition) {
        // The session's own thread must take in what the browser tells.
        new PollingConditions(timeout: 60, delay: 0).eventually {
            session.pump(100)
            condition()
        }
    }

    private static List<String> cmdline(ProcessHandle process) {
        return Files.readString(Path.of("/proc/${process.pid()}/cmdline")).split('[\0 ]').toList()
    }

    private static List<String> uids(ProcessHandle process) {
        return status(process, 'Uid').split('\\s+').toList()
    }

    private static String status(ProcessHandle process, String name) {
        return Files.readAllLines(Path.of("/proc/${process.pid()}/status")).find { it.startsWith(name + ':') }
                .substring(name.length() + 1).strip()
    }

    /** Names of all files below a folder, in which files come and go meanwhile. */
    private static List<String> names(File folder) {
        return (folder.listFiles() ?: []).collectMany { it.directory ? names(it) : [it.name] }
    }

    private static HttpServer server(Closure<List> answer) {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
        server.createContext('/') { exchange ->
            def (int status, Map headers, String body) = answer(exchange.requestURI.path)
            headers.each { name, value -> exchange.responseHeaders.set(name as String, value as String) }
            exchange.sendResponseHeaders(status, body.empty ? -1 : body.length())
            exchange.responseBody.withCloseable { it.write(body.bytes) }
        }
        server.start()
        return server
    }
}
