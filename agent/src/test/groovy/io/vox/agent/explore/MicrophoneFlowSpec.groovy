package io.vox.agent.explore

import com.sun.net.httpserver.HttpServer
import io.vox.agent.browser.BrowserInstaller
import io.vox.agent.browser.BrowserSession
import io.vox.agent.browser.BrowserSettings
import io.vox.agent.fault.FaultCode
import io.vox.agent.fault.VoxFault
import io.vox.agent.scenario.ClickStep
import io.vox.agent.scenario.SelectStep
import io.vox.agent.scenario.Step
import io.vox.agent.scenario.WaitForElementStep
import java.nio.file.Path
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

class MicrophoneFlowSpec extends Specification {
    @Shared
    @AutoCleanup
    BrowserSession browser = BrowserSession.start(new BrowserSettings(BrowserInstaller.provide(false) { }, true), null)

    @Shared
    @AutoCleanup("stop")
    Server pages = new Server()

    def "finds the way through #page"() {
        when:
        FoundFlow flow = explore(page, page == "late.html" ? 48 : 24)

        then:
        flow.steps().collect { brief(it) } == steps
        flow.story().last() == (steps ? "the page asked for the microphone" : "the page asks for the microphone by itself")

        and: "the steps lead there again on a fresh page"
        replay(page, flow.steps())

        and: "nothing else was pressed on the way"
        browser.page().evaluate("() => document.body.dataset.wrong") == null

        where:
        page                | steps
        "cookie-box.html"   | ['role=button[name="Accept all"]', '#start']
        "frame.html"        | ['iframe[title="Assistant"] >> internal:control=enter-frame >> role=button[name="Talk to us now"]']
        "shadow.html"       | ['role=button[name="Start a call"]']
        "icon.html"         | ['body > div > button:nth-of-type(2)']
        "choose-first.html" | ['role=radio[name="Ada"]', '#go']
        "choose-card.html"  | ['[data-testid="agent-ada"]', 'role=button[name="Connect"]']
        "terms.html"        | ['tick #terms', '[data-testid="begin"]']
        "on-load.html"      | []
        "link.html"         | ['role=link[name="Try it now"]']
        "role.html"         | ['role=button[name="Speak with the assistant"]']
        "german.html"       | ['role=button[name="Alle akzeptieren"]', 'role=button[name="Gespräch starten"]']
        "chinese.html"      | ['role=button[name="开始对话"]']
        "decoys.html"       | ['role=button[name="Try live"]']
        "late.html"         | ['wait role=button[name="Talk"]', 'role=button[name="Talk"]']
        "modal.html"        | ['#try', 'role=button[name="Allow microphone"]']
        "dead-end.html"     | ['#right']
    }

    def "a page that never asks is told about with what was tried and what else there was"() {
        when:
        explore("never.html", 8)

        then:
        VoxFault fault = thrown()
        fault.code() == FaultCode.NO_MICROPHONE_REQUEST
        fault.line().contains("tried: 'Start'; else on the page: ")
        fault.line().contains("'Log in'")
        !fault.line().contains("\n")
    }

    private FoundFlow explore(String page, int seconds) {
        browser.open(pages.uri(page), Duration.ofSeconds(30))
        MicrophoneWatch watch = MicrophoneWatch.over(browser)
        return new MicrophoneFlow(browser, this.&drain, watch, Path.of("vox.yaml"), { }, Duration.ofSeconds(seconds)).find()
    }

    private boolean replay(String page, List<Step> steps) {
        drain()
        browser.open(pages.uri(page), Duration.ofSeconds(30))
        for (Step step : steps) {
            switch (step) {
                case ClickStep -> browser.page().locator(step.selector()).first().click()
                case SelectStep -> browser.page().locator(step.selector()).first().setChecked(step.selection().checked())
                case WaitForElementStep -> browser.page().locator(step.selector()).first().waitFor()
            }
        }
        long end = System.nanoTime() + 30_000_000_000
        while (System.nanoTime() < end) {
            browser.pump(20)
            if (drain().contains("microphone")) {
                return true
            }
        }
        return false
    }

    private List<String> drain() {
        List<String> types = []
        for (def next = browser.poll(); next.present; next = browser.poll()) {
            types << next.get().type()
        }
        return types
    }

    private static String brief(Step step) {
        switch (step) {
            case SelectStep -> "tick " + step.selector()
            case WaitForElementStep -> "wait " + step.selector()
            default -> step.selector()
        }
    }

    /** Serves the pages beside this class on loopback. */
    private static final class Server {
        private final HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)

        Server() {
            http.createContext("/") { exchange ->
                InputStream stream = MicrophoneFlowSpec.getResourceAsStream(exchange.requestURI.path.substring(1))
                byte[] body = stream == null ? new byte[0] : stream.bytes
                String type = exchange.requestURI.path.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8"
                exchange.responseHeaders.set("Content-Type", type)
                exchange.sendResponseHeaders(stream == null ? 404 : 200, body.length == 0 ? -1 : body.length)
                exchange.responseBody.write(body)
                exchange.close()
            }
            http.start()
        }

        String uri(String page) {
            return "http://127.0.0.1:" + http.address.port + "/" + page
        }

        void stop() {
            http.stop(0)
        }
    }
}
