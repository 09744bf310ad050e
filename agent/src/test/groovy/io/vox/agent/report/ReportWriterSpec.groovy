package io.vox.agent.report

import groovy.json.JsonSlurper
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.file.Files
import java.nio.file.Path
import java.util.regex.Pattern
import spock.lang.Specification
import spock.lang.TempDir

class ReportWriterSpec extends Specification {
    @TempDir
    Path folder

    def "the report holds the whole result, every turn and every reason"() {
        given:
        Map result = RunFolderFixture.result()
        RunFolderFixture.write(folder, result)

        when:
        Path report = ReportWriter.write(folder)
        Map shown = block(report, 'result')

        then:
        report == folder.resolve('report.html')
        shown == new JsonSlurper().parse(folder.resolve('result.json').toFile())
        shown.conversations[0].turns*.label == ['q_hours', 'q_book', 'wait', 'q_bye']
        shown.metrics.findAll { it.stats.isEmpty() }*.reason == ['no_judge', 'too_few_profiles']
        Files.readString(report).contains("no_judge: 'no speech-quality model or judge is configured'")
    }

    def "hostile text stays text: #hostile"() {
        given:
        Map conversation = RunFolderFixture.conversation('01', [scenario: hostile])
        conversation.turns[0].label = hostile
        Map changes = [
            target: [url: hostile, name: hostile], verdicts: [hostile], conversations: [conversation],
            fault: [kind: hostile, code: hostile, message: hostile],
        ]
        RunFolderFixture.write(folder, RunFolderFixture.result(changes), 1)

        when:
        Path report = ReportWriter.write(folder)
        String page = Files.readString(report)

        then:
        occurrences(page, '<script') == 4
        occurrences(page, '</script') == 4
        occurrences(page, '<!--') == 0
        !page.contains('<img src=x')
        occurrences(page, '\u2028') == 0
        occurrences(page, '\u2029') == 0
        block(report, 'result').verdicts == [hostile]
        block(report, 'result').conversations[0].turns[0].label == hostile

        where:
        hostile << [
            '</script><script>alert(1)</script>', '<!-- <script>', '</SCRIPT ><img src=x onerror=alert(1)>', '"\'`${1}&lt;',
            'a\u2028b\u2029c\u0000d\u007f', '@SCRIPT@ @RESULT@ @STYLE_HASH@ $1 \\1', ']]></title></style>',
        ]
    }

    def "the page may neither load nor send anything"() {
        given:
        RunFolderFixture.write(folder, RunFolderFixture.result(), 1)

        when:
        String page = Files.readString(ReportWriter.write(folder))
        String policy = (page =~ /Content-Security-Policy" content="([^"]*)"/)[0][1]

        then:
        policy.startsWith("default-src 'none'; script-src 'sha256-")
        !policy.contains('unsafe')
        !policy.contains('http')
        found(page, /(?i)(src|href|action|poster|data)\s*=\s*["']?(https?:)?\/\//) == []
        found(page, /(?i)(?<!Object)url\(|@import|import\(|fetch\(|XMLHttpRequest|innerHTML|insertAdjacentHTML|document\.write/) == []
    }

    def "the waveform keeps the peaks of both sides and the copy their level and length"() {
        given:
        RunFolderFixture.write(folder, RunFolderFixture.result(), 12)

        when:
        Path report = ReportWriter.write(folder)
        Map recording = block(report, 'recording-0')
        ByteBuffer peaks = ByteBuffer.wrap(recording.peaks.decodeBase64()).order(ByteOrder.LITTLE_ENDIAN)
        ByteBuffer copy = ByteBuffer.wrap(text(report, 'audio-0').split(',')[1].decodeBase64()).order(ByteOrder.LITTLE_ENDIAN)

        then:
        recording.frames == 12 * 48_000
        recording.bucketFrames == 240
        peaks.capacity() == 12 * 200 * 4 * 2
        [8, 10, 12, 14].collect { Math.round(peaks.getShort(it) / 100) } == [-164, 164, -82, 82]
        copy.getInt(24) == 16_000
        copy.capacity() == 44 + 12 * 16_000 * 4
        (1000..5000).collect { copy.getShort(44 + 4 * it) as int }.max() in 16_200..16_400
        recording.files*.href == ['./01/recording.wav']
    }

    def "the low-pass lets speech through, stops what would fold back, and moves nothing in time"() {
        given:
        Decimator decimator = new Decimator(3)
        float[] input = (0..<48_000).collect { Math.sin(2 * Math.PI * frequency * it / 48_000) as float }
        List<Double> output = []

        when:
        decimator.accept(input, input.length, { output << it })
        decimator.finish { output << it }
        double worst = (1000..15_000).collect { Math.abs(output[it] - (passes ? input[3 * it] : 0)) }.max()

        then:
        output.size() == 16_000
        worst < 0.003

        where:
        frequency | passes
        300       | true
        3_400     | true
        5_500     | true
        9_500     | false
        14_000    | false
    }

    def "a recording that is #problem still gives a report, which says so"() {
        given:
        RunFolderFixture.write(folder, RunFolderFixture.result(), 1)
        Path recording = folder.resolve('01/recording.wav')
        spoil(recording)

        when:
        Path report = ReportWriter.write(folder)

        then:
        block(report, 'recording-0').problem.contains(words)
        block(report, 'recording-0').peaks == null
        text(report, 'audio-0') == null
        block(report, 'result').conversations[0].turns.size() == 4

        where:
        problem      | words                  | spoil
        'missing'    | 'no recording.wav'     | { Path it -> Files.delete(it) }
        'no WAV'     | 'cannot be read'       | { Path it -> Files.writeString(it, 'not sound') }
        'empty'      | 'cannot be read'       | { Path it -> Files.write(it, new byte[0]) }
        'mono'       | 'one channel'          | { Path it -> RunFolderFixture.writeRecording(it, 1, 1) }
        'silent'     | 'no sound'             | { Path it -> RunFolderFixture.writeRecording(it, 0) }
    }

    def "a recording beyond five minutes is drawn and linked, not embedded"() {
        given:
        RunFolderFixture.write(folder, RunFolderFixture.result(), 301)

        when:
        Path report = ReportWriter.write(folder)
        Map recording = block(report, 'recording-0')

        then:
        text(report, 'audio-0') == null
        recording.silentBecause.contains('too long')
        recording.peaks.decodeBase64().length <= 4_000 * 8
        recording.files*.href == ['./01/recording.wav']
    }

    def "sound is embedded until the report has fifteen minutes of it"() {
        given:
        SoundAllowance allowance = new SoundAllowance()

        expect:
        (1..4).collect { allowance.take(280) } == [true, true, true, false]
        allowance.take(60)
        !allowance.take(0.1)
    }

    def "a folder outside the run is not looked into: #outside"() {
        given:
        Path run = Files.createDirectory(folder.resolve('run'))
        RunFolderFixture.writeRecording(folder.resolve('recording.wav'), 1)
        Path link = Files.createSymbolicLink(run.resolve('link'), folder)
        RunFolderFixture.writeResult(run, RunFolderFixture.result([conversations: [RunFolderFixture.conversation('01', [folder: outside])]]))

        when:
        Map recording = block(ReportWriter.write(run), 'recording-0')

        then:
        recording.files.isEmpty()
        recording.problem.contains('no recording.wav')

        cleanup:
        Files.delete(link)

        where:
        outside << ['..', '../run/..', 'link', '/', 'no such folder', 'nul\u0000l']
    }

    def "names of folders are encoded where the report refers to them"() {
        given:
        RunFolderFixture.write(folder, RunFolderFixture.result([conversations: [RunFolderFixture.conversation('a b"c#d?')]]), 1)

        expect:
        block(ReportWriter.write(folder), 'recording-0').files*.href == ['./a%20b%22c%23d%3F/recording.wav']
    }

    def "a report is replaced in one step and leaves no draft"() {
        given:
        RunFolderFixture.write(folder, RunFolderFixture.result(), 1)
        Files.writeString(folder.resolve('report.html'), 'old')

        when:
        ReportWriter.write(folder)

        then:
        Files.readString(folder.resolve('report.html')).startsWith('<!doctype html>')
        names() == ['01', 'report.html', 'result.json']
    }

    def "a result that cannot be read leaves the old report as it was"() {
        given:
        Files.writeString(folder.resolve('result.json'), content)
        Files.writeString(folder.resolve('report.html'), 'old')

        when:
        ReportWriter.write(folder)

        then:
        thrown(IOException)
        Files.readString(folder.resolve('report.html')) == 'old'
        names() == ['report.html', 'result.json']

        where:
        content << ['', '[]', '{"metrics":', 'null']
    }

    private List<String> names() {
        return Files.list(folder).withCloseable { files -> files.collect { it.fileName.toString() }.sort() }
    }

    private static int occurrences(String page, String words) {
        return (page =~ "(?i)${Pattern.quote(words)}").count
    }

    private static List<String> found(String page, String pattern) {
        return page.findAll(Pattern.compile(pattern))
    }

    private static Map block(Path report, String id) {
        return new JsonSlurper().parseText(text(report, id)) as Map
    }

    private static String text(Path report, String id) {
        String page = Files.readString(report)
        int start = page.indexOf("id=\"$id\">")
        return start < 0 ? null : page.substring(page.indexOf('>', start) + 1, page.indexOf('</script>', start))
    }
}
