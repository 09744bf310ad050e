package io.vox.agent.report

import com.microsoft.playwright.Browser
import com.microsoft.playwright.BrowserType
import com.microsoft.playwright.Page
import com.microsoft.playwright.Playwright
import com.microsoft.playwright.options.AriaRole
import com.microsoft.playwright.options.ColorScheme
import com.microsoft.playwright.options.Media
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

@Requires({ Files.isExecutable(ReportPageSpec.CHROMIUM) })
class ReportPageSpec extends Specification {
    static final Path CHROMIUM = Path.of(System.getenv('CHROMIUM') ?: '/usr/bin/chromium')

    static final String HOSTILE = '"><img src=x onerror=document.title="owned">\u2028</script><script>document.title="owned"</script>'

    @Shared
    @AutoCleanup
    Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv([PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1']))

    @Shared
    @AutoCleanup
    Browser browser = playwright.chromium().launch(new BrowserType.LaunchOptions()
        .setExecutablePath(CHROMIUM)
        .setArgs(['--no-sandbox', '--disable-gpu', '--disable-quic', '--mute-audio']))

    @TempDir
    @Shared
    Path folder

    @Shared
    String address

    List<String> complaints = []
    List<String> requests = []

    def setupSpec() {
        Map second = RunFolderFixture.conversation('02', [scenario: HOSTILE, fault: [kind: 'agent_fault', code: 'step_failed', message: HOSTILE]])
        second.turns[0].label = HOSTILE
        Map silent = RunFolderFixture.conversation('03')
        RunFolderFixture.write(folder, RunFolderFixture.result([verdicts: [HOSTILE], conversations: [RunFolderFixture.conversation('01'), second, silent]]))
        Files.delete(folder.resolve('03/recording.wav'))
        address = ReportWriter.write(folder).toUri().toString()
    }

    def "the page draws itself without an error, a policy violation or a request"() {
        when:
        Page page = open(1280)

        then:
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)).innerText() == 'phantom'
        page.locator('.turns tbody tr').count() == 4
        page.locator('.bracket .label').allTextContents() == ['734 ms', '934 ms', '212 ms', 'missed']
        page.locator('#metrics').innerText().contains('Not measured: no speech-quality model or judge is configured')
        page.locator('#metrics').innerText().contains('≥ 10 s')
        complaints == []
        requests == [address]

        cleanup:
        page?.context()?.close()
    }

    def "foreign text is shown and never run"() {
        given:
        Page page = open(1280)

        when:
        page.locator('.conversation-pick').nth(1).click()

        then:
        page.title() == 'phantom, 2026-11-21 - Vox run report'
        page.locator('.verdicts').innerText().contains('<img src=x')
        page.locator('#conversations').innerText().contains('<img src=x')
        page.locator('img').count() == 0
        complaints == []

        cleanup:
        page?.context()?.close()
    }

    def "the play button and the space bar start and stop the sound"() {
        given:
        Page page = open(1280)

        when:
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName('Play').setExact(true)).click()
        page.waitForFunction("() => document.querySelector('audio').currentTime > 0.1")

        then:
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName('Pause').setExact(true)).isVisible()

        when:
        page.locator('.slider').focus()
        page.keyboard().press('Space')

        then:
        page.evaluate("() => document.querySelector('audio').paused")
        complaints == []

        cleanup:
        page?.context()?.close()
    }

    def "a click into the waveform plays from there"() {
        given:
        Page page = open(1280)

        when:
        page.locator('.stage').scrollIntoViewIfNeeded()
        Map box = page.evaluate("() => { const box = document.querySelector('.stage').getBoundingClientRect(); return {x: box.x, y: box.y, width: box.width}; }") as Map
        page.mouse().click((box.x as double) + (box.width as double) / 2, (box.y as double) + 60)
        page.waitForFunction("() => !document.querySelector('audio').paused")

        then:
        (page.evaluate("() => document.querySelector('audio').currentTime") as double) >= 5.9
        complaints == []

        cleanup:
        page?.context()?.close()
    }

    def "arrow keys move between turns and tell where each was measured"() {
        given:
        Page page = open(1280)

        when:
        page.keyboard().press('ArrowRight')
        page.keyboard().press('ArrowRight')

        then:
        page.locator('.inspector').innerText().contains('Turn 2, response q_book answered after 934 ms')
        page.locator('.inspector').innerText().contains('Caller’s last voiced sample at 0:06.000, agent’s first at 0:06.934')
        page.locator('.turns tr.selected').count() == 1
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName('Turn 2, Response q_book: answered, 934 ms').setExact(true)).getAttribute('aria-pressed') == 'true'

        when:
        page.keyboard().press('ArrowLeft')

        then:
        page.locator('.inspector').innerText().contains('Turn 1, response q_hours')

        cleanup:
        page?.context()?.close()
    }

    def "zoom widens a turn's bracket and 0 shows the whole recording again"() {
        given:
        Page page = open(1280)
        page.keyboard().press('ArrowRight')
        double before = page.locator('.bracket').first().boundingBox().width

        when:
        page.getByLabel('Zoom to the turn').click()
        double after = page.locator('.bracket').first().boundingBox().width

        then:
        after > 4 * before

        when:
        page.keyboard().press('0')

        then:
        Math.abs(page.locator('.bracket').first().boundingBox().width - before) < 1

        cleanup:
        page?.context()?.close()
    }

    def "a lost recording is said, with its figures still shown"() {
        given:
        Page page = open(1280)

        when:
        page.locator('.conversation-pick').nth(2).click()

        then:
        page.locator('.no-waveform').innerText().startsWith('No waveform: there is no recording.wav')
        page.locator('.turns tbody tr').count() == 4
        complaints == []

        cleanup:
        page?.context()?.close()
    }

    def "nothing overflows the page at #width px in #scheme"() {
        given:
        Page page = open(width, scheme)

        when:
        page.locator('.conversation-pick').nth(1).click()

        then:
        page.evaluate('() => document.documentElement.scrollWidth') as int <= width
        page.evaluate("() => [...document.querySelectorAll('body *:not(.hidden-text, .skip)')].filter((node) => !node.closest('.stage, .overview, thead, caption, .skip') && node.getBoundingClientRect().right > innerWidth + 1).map((node) => node.outerHTML.slice(0, 80))") == []
        complaints == []

        cleanup:
        page?.context()?.close()

        where:
        width | scheme
        360   | ColorScheme.LIGHT
        380   | ColorScheme.DARK
        820   | ColorScheme.LIGHT
        1920  | ColorScheme.DARK
    }

    def "the theme button goes through system, light and dark"() {
        given:
        Page page = open(1280, ColorScheme.DARK)
        List<String> themes = []

        when:
        3.times {
            page.locator('#theme').click()
            themes << page.locator('#theme').innerText() + ' ' + page.evaluate('() => getComputedStyle(document.body).backgroundColor')
        }

        then:
        themes == ['Theme: light rgb(246, 246, 243)', 'Theme: dark rgb(18, 20, 22)', 'Theme: system rgb(18, 20, 22)']

        cleanup:
        page?.context()?.close()
    }

    def "print leaves out what only works on a screen"() {
        given:
        Page page = open(1280, ColorScheme.DARK)

        when:
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT))

        then:
        !page.locator('.toolbar').isVisible()
        page.locator('.stage').isVisible()
        page.evaluate('() => getComputedStyle(document.body).backgroundColor') == 'rgb(255, 255, 255)'

        cleanup:
        page?.context()?.close()
    }

    private Page open(int width, ColorScheme scheme = ColorScheme.LIGHT) {
        Page page = browser.newContext(new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme)).newPage()
        page.onConsoleMessage { complaints << it.text() }
        page.onPageError { complaints << it }
        page.onRequest { if (!it.url().startsWith('blob:') && !it.url().startsWith('data:')) requests << it.url() }
        page.navigate(address)
        return page
    }
}
