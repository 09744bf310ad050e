package io.vox.sdk

import spock.lang.AutoCleanup
import spock.lang.Specification

class ProblemExceptionSpec extends Specification {
    @AutoCleanup
    FakeServer server = new FakeServer()

    def "#status is a #type.simpleName"() {
        given:
        server.problem(status, 'some_code')

        when:
        getProject()

        then:
        ProblemException e = thrown()
        e.class == type
        e.status() == status
        e.code() == 'some_code'
        e.detail() == 'Said some_code.'
        e.message == "Said some_code. ($status some_code, trace 4bf92f3577b34da6a3ce929d0e0e4736)"
        e.traceId().get() == '4bf92f3577b34da6a3ce929d0e0e4736'

        where:
        status | type
        400    | BadRequestException
        401    | UnauthenticatedException
        403    | ForbiddenException
        404    | NotFoundException
        409    | ConflictException
        412    | VersionMismatchException
        413    | PayloadTooLargeException
        422    | UnprocessableException
        429    | RateLimitedException
        500    | ServerException
        503    | ServerException
        507    | ServerException
        406    | ProblemException
    }

    def "details say what is wrong with which field, and members of single problems are there"() {
        given:
        server.problem(400, 'validation_failed', details: [[pointer: '/name', reason: 'must not be blank']])
        server.problem(422, 'limit_reached', limit: 10, count: 10)

        when:
        getProject()

        then:
        BadRequestException bad = thrown()
        bad.details()*.pointer == ['/name']
        bad.details()*.reason == ['must not be blank']

        when:
        getProject()

        then:
        UnprocessableException full = thrown()
        full.problem().get().limit == 10
        full.details() == []
    }

    def "an answer that is no problem document still has a code and a line for people: #body"() {
        given:
        server.answer('Content-Type': contentType, 502, body)

        when:
        getProject()

        then:
        ServerException e = thrown()
        e.code() == 'http_502'
        e.detail() == "${URI.create(server.url).authority} answered 502 without a problem document ($contentType)."
        e.details() == []
        e.traceId().empty
        e.problem().empty

        where:
        contentType                | body
        'text/html'                | '<h1>Bad gateway</h1>'
        'application/problem+json' | '{"code":'
        'application/json'         | [error: 'nginx']
        'application/problem+json' | ''
    }

    def "304 is no problem and no answer"() {
        given:
        server.answer(304, '')

        when:
        vox().metrics().getLeaderboard(null, null, null, '"3"')

        then:
        thrown(NotModifiedException)
        server.calls[0].header('If-None-Match') == '"3"'
    }

    private Vox vox() {
        Vox.builder().url(server.url).retries(0).build()
    }

    private void getProject() {
        vox().projects().getProject('prj_1')
    }
}
