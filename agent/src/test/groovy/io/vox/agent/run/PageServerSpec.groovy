package io.vox.agent.run

import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

class PageServerSpec extends Specification {

    @AutoCleanup
    PageServer server = PageServer.start()

    @TempDir
    Path folder

    def "a page is served on loopback only, as HTML"() {
        when:
        URI address = server.page('<p>Grüße</p>')
        HttpResponse<String> answer = get(address)

        then:
        address.host == '127.0.0.1'
        answer.statusCode() == 200
        answer.body() == '<p>Grüße</p>'
        answer.headers().firstValue('Content-Type').get() == 'text/html; charset=utf-8'
    }

    def "a local page is served with the files beside it, and no others"() {
        given:
        Files.writeString(folder.resolve('secret.txt'), 'secret')
        Path site = Files.createDirectories(folder.resolve('site'))
        Files.writeString(site.resolve('my page.html'), 'page')
        Files.writeString(site.resolve('app.js'), 'script')
        Files.writeString(site.resolve('.hidden'), 'hidden')
        Files.createSymbolicLink(site.resolve('link.txt'), folder.resolve('secret.txt'))
        URI address = server.file(site.resolve('my page.html'))

        expect:
        get(address).body() == 'page'
        get(address.resolve('app.js')).body() == 'script'
        get(address.resolve('app.js')).headers().firstValue('Content-Type').get() == 'text/javascript; charset=utf-8'
        ['.hidden', 'link.txt', '%2e%2e/secret.txt', 'nothing.js', ''].every { get(address.resolve(it)).statusCode() == 404 }
        get(address.resolve('/guess/app.js')).statusCode() == 404
    }

    private static HttpResponse<String> get(URI address) {
        HttpClient.newHttpClient().withCloseable {
            it.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
        }
    }
}
