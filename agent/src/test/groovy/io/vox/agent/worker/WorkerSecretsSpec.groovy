package io.vox.agent.worker

import static io.vox.agent.worker.Misbehavior.UNAVAILABLE

import io.vox.agent.conversation.ConversationPlan
import io.vox.agent.fault.FaultCode
import io.vox.agent.fault.VoxFault
import java.nio.file.Files

/** What a job must keep to itself. */
@ConcurrentFeatures
class WorkerSecretsSpec extends WorkerSpecification {

    def "secrets leave this machine in no event, no report and no file"() {
        given:
        String password = 'correct "horse" battery'
        worker.onHold = { ConversationPlan plan ->
            Files.writeString(plan.folder().resolve('console.log'), "log: Authorization: Bearer abcdefgh12345678\nlog: $password\n")
        }
        worker.faults = [new VoxFault(FaultCode.STEP_FAILED, "could not fill '$password' with ${FakeVoxServer.TOKEN}")]
        server.job(setup: "- {action: fill, selector: '#p', text: 'correct \"horse\" battery'}\n")

        when:
        worker.runOnce()

        then:
        server.outcome() == 'COMPLETED'
        String sent = server.requests*.body().toString() + server.artifacts.keySet().collect { new String(bytes(it)) }
        ![password, FakeVoxServer.TOKEN, FakeVoxServer.LEASE, 'abcdefgh12345678'].any { sent.replace("lease:${FakeVoxServer.LEASE}", '').contains(it) }
        new String(server.content('console.log')).contains('Bearer [secret]')
        !worker.said.any { it.contains(FakeVoxServer.TOKEN) }
    }

    def "secrets that the workflow names are typed, and told to nobody in whatever form"() {
        given:
        server.secrets = [SHOP_PASSWORD: "s3cret & 'quoted' words", PIN_CODE: '493817']
        List typed = []
        worker.onHold = { ConversationPlan plan ->
            typed = plan.application().steps()
            String secret = server.secrets.SHOP_PASSWORD
            Files.writeString(plan.folder().resolve('console.log'), [
                secret, URLEncoder.encode(secret, 'UTF-8'), URLEncoder.encode(secret, 'UTF-8').replace('+', '%20'), secret.bytes.encodeBase64(),
                groovy.json.JsonOutput.toJson(secret), secret.replace('&', '&amp;').replace("'", '&#39;'), 'pin=493817',
            ].join('\n'))
        }
        worker.faults = [new VoxFault(FaultCode.STEP_FAILED, "could not fill '$server.secrets.SHOP_PASSWORD' or 493817")]
        server.job(setup: '''- {action: fill, selector: '#p', text: '${secrets.SHOP_PASSWORD}'}
- {action: type, selector: '#p', text: 'pin ${secrets.PIN_CODE}'}
''')

        when:
        worker.runOnce()

        then:
        typed*.text() == [server.secrets.SHOP_PASSWORD, 'pin 493817']
        server.of('getJobSecrets').size() == 1
        server.outcome() == 'COMPLETED'
        String sent = server.requests*.body().toString() + server.artifacts.keySet().collect { new String(bytes(it)) } + worker.said
        !(sent =~ /s3cret|493817|czNjcmV0|quoted/)
        new String(server.content('console.log')).count('[secret]') == 7
    }

    def "a secret that the workspace does not have is named, and nothing is begun"() {
        given:
        server.job(setup: '- {action: fill, selector: "#p", text: "${secrets.SHOP_PASSWORD}"}')

        when:
        worker.runOnce()

        then:
        server.the('failJob').subMap('kind', 'code') == [kind: 'USAGE', code: 'bad_scenario']
        server.the('failJob').message.contains('needs the secret SHOP_PASSWORD')
        worker.held.empty
    }

    def "secrets are asked for until they come, and not at all where none is named"() {
        given:
        server.secrets = [SHOP_PASSWORD: 'words of the shop']
        server.misbehave('getJobSecrets', UNAVAILABLE, 2)
        server.job(setup: '- {action: fill, selector: "#p", text: "${secrets.SHOP_PASSWORD}"}')

        when:
        worker.runOnce()

        then:
        server.outcome() == 'COMPLETED'
        server.of('getJobSecrets').size() == 3
    }

    private byte[] bytes(String artifact) {
        (server.artifacts[artifact].bytes as ByteArrayOutputStream).toByteArray()
    }
}
