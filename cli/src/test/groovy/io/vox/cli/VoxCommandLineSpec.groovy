package io.vox.cli

import io.vox.cli.shell.Surroundings
import picocli.CommandLine

class VoxCommandLineSpec extends CommandSpecification {
    def "every command has help: #command"() {
        expect:
        vox(*command, '--help') == 0
        err == ''
        out.startsWith('Usage: ' + (['vox'] + command).join(' '))
        out.readLines()[1..-1].any { it ==~ /[A-Z].*\S/ }
        command.size() != 1 || out.contains('Examples:\n  vox ')

        where:
        command << commands(new VoxCommandLine(new Surroundings(System.out, System.err, [:], new FakeTerminal())).commandLine(), [])
    }

    def "every command that speaks to a server can do so with another one, and in JSON: #command"() {
        when:
        vox(*command, '--help')

        then:
        out.contains('--url=URL')
        out.contains('--json')

        where:
        command << commands(new VoxCommandLine(new Surroundings(System.out, System.err, [:], new FakeTerminal())).commandLine(), [])
                .findAll { List it -> it && !(it in NOUNS) }
    }

    static final List<List<String>> NOUNS = ['runs', 'jobs', 'results', 'regions', 'providers', 'projects', 'workflows', 'eval-sets', 'eval-agents', 'tokens',
                                              'account', 'password', 'keys', 'secrets', 'audit', 'users', 'mails', 'settings'].collect { [it] }

    def "a usage error is one line with a hint: #arguments"() {
        when:
        int code = vox(*arguments)

        then:
        code == 2
        out == ''
        err == line + '\n'
        server.calls.empty

        where:
        arguments                                        || line
        []                                               || "vox: a command is missing; see 'vox --help'"
        ['jobs']                                         || "vox: Missing required subcommand; see 'vox jobs --help'"
        ['jobs', 'show']                                 || "vox: Missing required parameter: 'ID'; see 'vox jobs show --help'"
        ['jobs', 'list', '--status', 'odd']              || "vox: Invalid value for option '--status': 'odd' is none of pending, running, completed, failed, canceled; see 'vox jobs list --help'"
        ['jobs', 'list', '--since', 'noon']              || "vox: Invalid value for option '--since': 'noon' is no time such as 2027-01-31T12:00:00Z; see 'vox jobs list --help'"
        ['jobs', 'list', '--limit', '0']                 || 'vox: --limit must be at least 1, was 0'
        ['leaderboard', '--metric', 'speed']             || "vox: Invalid value for option '--metric': 'speed' is none of responseLatency, responseRate, interruptLatency, interruptRate, falseInterruptRate, backchannelIgnoreRate, turnSuccessRate, networkResilience, naturalness, noiseReduction; see 'vox leaderboard --help'"
        ['run', '--workflow', 'w', '--eval-set', 'e']    || "vox: Missing required option: '--region=REGION'; see 'vox run --help'"
        ['run', '--workflow=w', '--eval-set=e', '--region=r', '--timeout=no'] || "vox: Invalid value for option '--timeout': 'no' is no time such as 90s or 10m; see 'vox run --help'"
        ['whoami', '--url', 'vox.example']               || "vox: 'vox.example' is no address of a server, such as http://127.0.0.1:8080"
        ['workflows', 'mainline', 'wfl_1', 'perhaps']    || "vox: Invalid value for positional parameter at index 1 (on|off): expected one of [ON, OFF] (case-insensitive) but was 'perhaps'; see 'vox workflows mainline --help'"
    }

    def "what the server refuses is one line and exit code #exit: #code"() {
        given:
        4.times { server.problem('GET /me', status, code, more) }

        expect:
        vox('whoami') == exit
        out == ''
        err == "vox: $line\n"

        where:
        status | code                | more                                                                 || exit | line
        400    | 'validation_failed' | [details: [[pointer: '/name', reason: 'must not be blank']]]        || 2    | 'Said validation_failed. /name: must not be blank (validation_failed)'
        400    | 'steps_invalid'     | [detail: 's: no x (and 1 more)', details: [[pointer: '/s', reason: 'no x'], [pointer: '/t', reason: 'no y']]] || 2 | '/s: no x; /t: no y (steps_invalid)'
        401    | 'unauthenticated'   | [:]                                                                  || 2    | "not logged in, or no longer; 'vox login' begins a session (unauthenticated)"
        401    | 'credentials_wrong' | [:]                                                                  || 2    | 'Said credentials_wrong. (credentials_wrong)'
        403    | 'plan_required'     | [:]                                                                  || 2    | 'Said plan_required. (plan_required)'
        404    | 'not_found'         | [:]                                                                  || 2    | 'Said not_found. (not_found)'
        409    | 'setup_required'    | [:]                                                                  || 2    | "the server is new; 'vox setup' sets it up (setup_required)"
        422    | 'limit_reached'     | [detail: "10 of 10\u001b[31m"]                                       || 2    | '10 of 10 [31m (limit_reached)'
        429    | 'rate_limited'      | [:]                                                                  || 7    | 'Said rate_limited. (rate_limited)'
        500    | 'internal_error'    | [:]                                                                  || 7    | 'Said internal_error. (internal_error, trace 4bf92f3577b34da6a3ce929d0e0e4736)'
    }

    def "a server that cannot be reached, and one that is none, are exit code 7"() {
        given:
        def url = server.url
        server.handle('GET /me') { exchange -> exchange.sendResponseHeaders(302, -1); exchange.close() }

        expect:
        vox('whoami') == 7
        err.startsWith("vox: ${URI.create(url).authority} answered 302 without a problem document")

        when:
        server.close()

        then:
        vox('whoami') == 7
        err == "vox: Nothing answers at ${URI.create(url).authority}.\n"
    }

    def "--url goes before VOX_URL"() {
        given:
        environment.VOX_URL = 'http://127.0.0.1:1'
        server.on('GET /health/ready', 200, [status: 'UP', version: '0.1.0'])

        expect:
        vox('health', '--url', server.url) == 0
        server.calls[0].headers['user-agent'].startsWith('vox-cli/')
    }

    def "a profile keeps a login with its server, apart from the one without a name, #by"() {
        given:
        String address = server.url
        environment = [VOX_TOKEN: '', VOX_URL: '']
        terminal.stdin = 'correct horse\n'
        server.on('POST /auth/login', 200, Documents.tokens())
        server.on('GET /me', 200, Documents.me())

        when:
        vox('login', '--profile', 'work', '--url', address, '--email', 'ada@vox.example', '--password-stdin')
        environment = [VOX_TOKEN: 'of another server', VOX_URL: 'http://127.0.0.1:1'] + (named ? [:] : [VOX_PROFILE: 'work'])

        then:
        vox(*['whoami'], *named) == 0
        server.calls.last().token == 'access-1'
        folder.resolve('home').toFile().list().findAll { it.endsWith('.json') } == ['credentials-work.json']

        where:
        by                   | named
        'by an option'       | ['--profile', 'work']
        'by the environment' | []
    }

    def "a profile's name is none of a path"() {
        expect:
        vox('whoami', '--profile', '../work') == 2
        err == "vox: '../work' is no name of a profile: letters, digits, - and _, at most 64\n"
    }

    def "VOX_DEBUG shows where it went wrong"() {
        given:
        environment.VOX_DEBUG = '1'
        server.problem('GET /me', 404, 'not_found')

        when:
        vox('whoami')

        then:
        err.contains('\tat io.vox.cli.account.WhoamiCommand.run')
    }

    def "the version goes to stdout"() {
        expect:
        vox('--version') == 0
        out == 'vox development\n'
    }

    private static List<List<String>> commands(CommandLine line, List<String> path) {
        [path] + line.subcommands.collectMany { name, child -> commands(child, path + [name]) }
    }
}
