package io.vox.agent.browser

import spock.lang.Specification

class AddressGuardSpec extends Specification {
    AddressGuard guard = new AddressGuard(URI.create('https://8.8.8.8/talk'))

    def "a page named by a public address may load #url: #allowed"() {
        expect:
        guard.allows(url) == allowed

        where:
        url                                  | allowed
        'https://8.8.8.8/other'              | true
        'http://1.1.1.1:8080/x'              | true
        'wss://8.8.4.4/socket'               | true
        'https://8.8.8.8/?q=a|b^c'           | true
        'https://8.8.8.8?q=a|b'              | true
        'https://[2606:4700:4700::1111]/'    | true
        'data:text/html,hello'               | true
        'blob:https://8.8.8.8/1-2'           | true
        'about:blank'                        | true
        'http://127.0.0.1/'                  | false
        'http://127.8.9.10:9000/'            | false
        'ws://127.0.0.1:9222/devtools'       | false
        'http://localhost/'                  | false
        'http://LOCALHOST:3000/'             | false
        'http://any.localhost/'              | false
        'http://0.0.0.0:8080/'               | false
        'http://10.0.0.1/'                   | false
        'http://172.16.0.1/'                 | false
        'http://172.31.255.255/'             | false
        'http://172.32.0.1/'                 | true
        'http://192.168.1.1/'                | false
        'http://100.64.0.1/'                 | false
        'http://100.128.0.1/'                | true
        'http://169.254.169.254/latest'      | false
        'http://224.0.0.1/'                  | false
        'http://[::1]/'                      | false
        'http://[::]/'                       | false
        'http://[fe80::1]/'                  | false
        'http://[fd00:ec2::254]/latest'      | false
        'http://[::ffff:127.0.0.1]/'         | false
        'http://[::ffff:a9fe:a9fe]/'         | false
        'http://[::127.0.0.1]/'              | false
        'http://[64:ff9b::10.0.0.1]/'        | false
        'http://[2002:7f00:1::]/'            | false
        'http://2130706433/'                 | false
        'http://0x7f000001/'                 | false
        'http://0x7f.1/'                     | false
        'http://0177.0.0.1/'                 | false
        'http://127.1/'                      | false
        'http://2852039166/'                 | false
        'http://134744072/'                  | true
        'http://user:8.8.8.8@127.0.0.1/'     | false
        'http://8.8.8.8@127.0.0.1/'          | false
        'http://127%2e0.0.1/'                | false
        'http://[nonsense]/'                 | false
        'http:///path'                       | false
        'file:///etc/passwd'                 | false
        'FILE:///etc/passwd'                 | false
        'view-source:file:///etc/passwd'     | false
        'chrome://settings'                  | false
        'ftp://8.8.8.8/'                     | false
        'not an address'                     | false
        ''                                   | false
    }

    def "a page named by #named may load #url: #allowed"() {
        expect:
        new AddressGuard(URI.create(named)).allows(url) == allowed

        where:
        named                     | url                           | allowed
        'http://127.0.0.1:4000/'  | 'http://127.0.0.1:4000/a.js'  | true
        'http://127.0.0.1:4000/'  | 'ws://127.0.0.1:4000/socket'  | true
        'http://127.0.0.1:4000/'  | 'http://127.0.0.1:4001/a.js'  | false
        'http://127.0.0.1:4000/'  | 'http://127.0.0.1/a.js'       | false
        'http://127.0.0.1:4000/'  | 'http://localhost:4000/'      | false
        'http://localhost/'       | 'http://localhost:80/x'       | true
        'https://localhost/'      | 'https://LOCALHOST/x'         | true
        'https://localhost/'      | 'http://localhost/x'          | false
        'http://10.0.0.5:8080/'   | 'http://10.0.0.6:8080/'       | false
        'http://[::1]:3000/'      | 'http://[::1]:3000/x'         | true
        'http://127.0.0.1:4000/'  | 'file:///etc/passwd'          | false
        'file:///home/me/a.html'  | 'file:///home/me/b.js'        | true
        'file:///home/me/a.html'  | 'http://127.0.0.1/'           | false
    }

    def "with #hosts admitted a stranger's page may load #url: #allowed"() {
        expect:
        AddressGuard.admitting(hosts).allows(url) == allowed

        where:
        hosts              | url                          | allowed
        []                 | 'https://8.8.8.8/'           | true
        []                 | 'http://127.0.0.1:4000/'     | false
        []                 | 'file:///etc/passwd'         | false
        ['127.0.0.1:4000'] | 'http://127.0.0.1:4000/a.js' | true
        ['127.0.0.1:4000'] | 'ws://127.0.0.1:4000/socket' | true
        ['127.0.0.1:4000'] | 'http://127.0.0.1:4001/'     | false
        ['127.0.0.1:4000'] | 'http://127.0.0.1/'          | false
        ['127.0.0.1:4000'] | 'http://10.0.0.1:4000/'      | false
        ['127.0.0.1:4000'] | 'file:///etc/passwd'         | false
        ['127.0.0.1']      | 'http://127.0.0.1:4000/'     | true
        ['127.0.0.1']      | 'http://127.0.0.2/'          | false
        ['LOCALHOST:80']   | 'http://localhost/'          | true
        ['[::1]:3000']     | 'http://[::1]:3000/'         | true
        ['[::1]:3000']     | 'http://[::1]:3001/'         | false
    }

    def "what is neither a host nor a host with a port cannot be admitted: #host"() {
        when:
        AddressGuard.admitting([host])

        then:
        thrown(IllegalArgumentException)

        where:
        host << ['', 'http://127.0.0.1', 'a:b:c', '[::1', '127.0.0.1:123456']
    }
}
