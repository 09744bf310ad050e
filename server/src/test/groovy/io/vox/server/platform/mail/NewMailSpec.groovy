package io.vox.server.platform.mail

import spock.lang.Specification

class NewMailSpec extends Specification {
    def "#what cannot be written to"() {
        when:
        new NewMail(recipient, 'Subject', 'Text')

        then:
        thrown(IllegalArgumentException)

        where:
        what                | recipient
        'nobody'            | ''
        'somebody and Bcc'  | "ada@vox.example\r\nBcc: eve@vox.example"
        'two'               | 'ada@vox.example, eve@vox.example'
        'a name'            | 'Ada <ada@vox.example>'
        'a quoted one'      | '"a b"@vox.example'
        'a line break'      | "ada@vox.example\n"
        'a very long one'   | 'a' * 250 + '@vox.example'
    }

    def "a subject is one line"() {
        when:
        new NewMail('ada@vox.example', "Hello\r\nBcc: eve@vox.example", 'Text')

        then:
        thrown(IllegalArgumentException)
    }

    def "every template is written with its fields, as text and as HTML that holds nothing but text"() {
        when:
        NewMail mail = template.write('ada@vox.example', [name: '<script>Ada</script>', code: '012345', link: 'https://vox.example/x#token'])

        then:
        !mail.text().contains('{{')
        !mail.html().contains('<script')
        mail.html().contains('<a href="https://vox.example/x#token">https://vox.example/x#token</a>')
        !mail.subject().contains('{{')
        template != MailTemplate.VERIFY || mail.html().contains('<strong>012345</strong>')

        where:
        template << MailTemplate.values().toList()
    }

    def "a field that is missing is a mistake of ours"() {
        when:
        MailTemplate.VERIFY.write('ada@vox.example', [name: 'Ada'])

        then:
        thrown(IllegalArgumentException)
    }

    def "nothing of a mail is shown by accident"() {
        expect:
        !"${MailTemplate.VERIFY.write('ada@vox.example', [name: 'Ada', code: '012345', link: 'https://vox.example'])}".contains('012345')
    }
}
