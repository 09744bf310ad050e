package io.vox.agent.secret

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class RedactorSpec extends Specification {

    @TempDir
    Path folder

    def "known secrets are replaced, longer ones first: #text"() {
        expect:
        Redactor.of(['hunter2', 'hunter2-and-more', 'short']).redact(text) == redacted

        where:
        text                               || redacted
        'the password is hunter2.'         || 'the password is [secret].'
        'hunter2-and-more hunter2'         || '[secret] [secret]'
        'short words are short'            || 'short words are short'
        'nothing here'                     || 'nothing here'
    }

    def "what looks like a secret is replaced whether it is known or not: #text"() {
        expect:
        Redactor.of([]).redact(text) == redacted

        where:
        text                                                        || redacted
        'token vox_eat_4q8mZ0w2Xn7LrT5cVb9K'                        || 'token [secret]'
        'Authorization: Bearer abc.def-ghi_jkl'                     || 'Authorization: Bearer [secret]'
        'authorization: basic dXNlcjpwYXNz'                         || 'authorization: basic [secret]'
        'jwt eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ1c3IifQ.c2ln'          || 'jwt [secret]'
        'https://user:secret@shop.example/x'                        || 'https://user:[secret]@shop.example/x'
        'GET https://shop.example/?a=1&token=abc123&b=2'            || 'GET https://shop.example/?a=1&token=[secret]&b=2'
        'https://shop.example:8080/talk'                            || 'https://shop.example:8080/talk'
        'the bearer of bad news'                                    || 'the bearer of bad news'
    }

    def "a secret is found however it is written, in texts and in files: #what"() {
        given:
        Path file = Files.writeString(folder.resolve('x.json'), "{\"text\":\"$written now\"}")

        expect:
        Redactor.of([secret]).redact("{\"text\":\"$written now\"}") == '{"text":"[secret] now"}'
        Redactor.of([secret]).redact(file)
        Files.readString(file) == '{"text":"[secret] now"}'

        where:
        what                     | secret                       | written
        'marks in JSON'          | 'say "please"'               | 'say \\"please\\"'
        'a mark at its begin'    | '"please"'                   | '\\"please\\"'
        'lines in JSON'          | '-----BEGIN\r\nAB\tCD\n--'   | '-----BEGIN\\r\\nAB\\tCD\\n--'
        'control in JSON'        | 'hunter\u001b2'              | 'hunter\\u001b2'
        'control in capitals'    | 'hunter\u001b2'              | 'hunter\\u001B2'
        'an umlaut'              | 'p\u00e4ssword'              | 'p\u00e4ssword'
        'an umlaut by number'    | 'p\u00e4ssword'              | 'p\\u00e4ssword'
        'an umlaut in addresses' | 'p\u00e4ssword'              | 'p%C3%A4ssword'
        'an umlaut in Base64'    | 'p\u00e4ssword'              | 'cMOkc3N3b3Jk'
    }

    def "a file keeps its other bytes"() {
        given:
        byte[] rest = [0xff, 0x00, 0x80]
        Path file = Files.write(folder.resolve('console.log'), join('größe hunter2 '.getBytes('UTF-8'), rest))

        expect:
        Redactor.of(['hunter2']).redact(file)
        Files.readAllBytes(file) == join('größe [secret] '.getBytes('UTF-8'), rest)
        !Redactor.of(['hunter2']).redact(file)
    }

    def "a redactor does not tell what it hides"() {
        expect:
        !Redactor.of(['hunter2']).toString().contains('hunter2')
    }

    private static byte[] join(byte[] first, byte[] second) {
        ((first as List<Byte>) + (second as List<Byte>)) as byte[]
    }
}
