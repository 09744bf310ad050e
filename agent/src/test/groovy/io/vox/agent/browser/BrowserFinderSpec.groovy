package io.vox.agent.browser

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Specification
import spock.lang.TempDir

class BrowserFinderSpec extends Specification {
    @TempDir
    Path folder

    Path cache
    Path first
    Path second

    def setup() {
        cache = folder.resolve('cache')
        first = Files.createDirectory(folder.resolve('first'))
        second = Files.createDirectory(folder.resolve('second'))
    }

    def "CHROMIUM is taken before anything on the PATH"() {
        given:
        Path named = program(second, 'mine')
        program(first, 'chromium')

        expect:
        finder([CHROMIUM: named.toString(), PATH: first.toString()]).find().get() == named
    }

    def "CHROMIUM that is #what is an error that names it"() {
        given:
        Path named = folder.resolve('named')
        make(named)

        when:
        finder([CHROMIUM: named.toString(), PATH: first.toString()]).find()

        then:
        IllegalArgumentException wrong = thrown()
        wrong.message == "CHROMIUM names ${named}, which is not a program that can be run"

        where:
        what             | make
        'absent'         | { }
        'not executable' | { Files.writeString(it, '') }
        'a folder'       | { Files.createDirectory(it) }
    }

    def "an empty CHROMIUM is as good as none"() {
        given:
        Path found = program(first, 'chromium')

        expect:
        finder([CHROMIUM: ' ', PATH: first.toString()]).find().get() == found
    }

    def "chromium is preferred to other browsers, wherever on the PATH they are"() {
        given:
        program(first, 'google-chrome')
        program(first, 'msedge')
        Path chromium = program(second, 'chromium')

        expect:
        finder([PATH: "${first}${File.pathSeparator}${second}".toString()]).find().get() == chromium
    }

    def "#name on the PATH is a browser"() {
        given:
        Path found = program(second, name)

        expect:
        finder([PATH: "${File.pathSeparator}${first}${File.pathSeparator}${second}".toString()]).find().get() == found

        where:
        name << ['chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge', 'msedge']
    }

    def "what cannot be run is passed over"() {
        given: "a folder and a text of a browser's name"
        Files.createDirectory(first.resolve('chromium'))
        Files.writeString(second.resolve('chromium'), '')

        expect:
        finder([PATH: "${first}${File.pathSeparator}${second}".toString()]).find().empty
    }

    def "the usual places are looked at after the PATH, then what Playwright installed"() {
        given:
        Path usual = program(first, 'usual')
        Path installed = program(Files.createDirectories(cache.resolve('chromium-1200/chrome-linux')), 'chrome')

        expect:
        finder([:], [folder.resolve('absent').toString(), usual.toString()]).find().get() == usual
        finder([:]).find().get() == installed
    }

    def "a machine without a browser has none"() {
        expect:
        finder([PATH: first.toString()]).find().empty
        finder([:]).find().empty
    }

    private BrowserFinder finder(Map<String, String> environment, List<String> places = []) {
        return new BrowserFinder(environment, places, cache)
    }

    private static Path program(Path folder, String name) {
        Path file = Files.writeString(folder.resolve(name), '#!/bin/sh\n')
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString('rwxr-xr-x'))
    }
}
