package io.vox.sdk

import com.fasterxml.jackson.databind.ObjectMapper
import io.vox.sdk.model.JobStatus
import io.vox.sdk.model.NewRun
import java.nio.charset.StandardCharsets
import spock.lang.AutoCleanup
import spock.lang.Specification

class JsonSpec extends Specification {
    @AutoCleanup
    FakeServer server = new FakeServer()

    def "a constant that a newer server answers does not break older programs, nor does a new member"() {
        given:
        server.answer(200, [id: 'job_1', status: 'POSTPONED', priority: 50, mood: 'fine', createdAt: '2026-11-21T14:30:00.123Z'])

        when:
        def job = Vox.at(server.url).jobs().getJob('job_1')

        then:
        job.status == JobStatus.UNKNOWN_DEFAULT_OPEN_API
        job.priority == 50
        job.createdAt.toInstant().toString() == '2026-11-21T14:30:00.123Z'
    }

    def "an answer that is not what the contract says is named as such: #body"() {
        given:
        server.answer('Content-Type': 'application/json', 200, body)

        when:
        Vox.at(server.url).jobs().getJob('job_1')

        then:
        DecodingException e = thrown()
        e.message.startsWith("The server's answer cannot be read as io.vox.sdk.model.Job: ")
        !e.isTransient()
        server.calls.size() == 1

        where:
        body << ['<h1>Welcome</h1>', '{"id":', '[]', '{"createdAt":"yesterday"}']
    }

    def "what is not set is not sent"() {
        given:
        server.answer(201, [id: 'run_1'])

        when:
        Vox.at(server.url).runs().createRun(new NewRun().workflowId('wfl_1').evalSetId('evs_1').addRegionsItem('eu-west'), null)

        then:
        server.calls[0].json == [workflowId: 'wfl_1', evalSetId: 'evs_1', regions: ['eu-west']]
    }

    def "text of all languages arrives, whatever the platform's charset is"() {
        given:
        def text = '{"name":"Größe 音 \\u00e9 \uD83C\uDFA4"}'
        def name = 'Größe 音 é \uD83C\uDFA4'

        expect:
        new ObjectMapper().readTree(new String(Json.forPlatform(text.getBytes('UTF-8'), charset), charset)).get('name').asText() == name

        where:
        charset << [StandardCharsets.UTF_8, StandardCharsets.US_ASCII, StandardCharsets.ISO_8859_1]
    }
}
