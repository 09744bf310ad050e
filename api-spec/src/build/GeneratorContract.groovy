// Writes the copy of the contract that code is generated from. Operations whose body is a stream of bytes or events
// (x-streaming) are internal there, so that no generator makes a method of them that waits for the end or keeps all in
// memory; both sides of them are written by hand.
//
// Says in the property contract.changed whether the interfaces must be generated: doing it every time would compile this
// module, and with it all that use it, every time.
import java.security.MessageDigest

def contract = new File(project.basedir, '../openapi.yaml').getText('UTF-8')
def copy = new File(project.properties['contract.copy'] as String)
def generated = new File(project.build.directory, 'generated-sources/openapi/src/main/java')
def stamp = new File(project.build.directory, 'contract/generated-from')

def marked = contract.replaceAll(/(?m)^( +)x-streaming: true$/, '$1x-internal: true')
def digest = MessageDigest.getInstance('SHA-256').digest((marked + project.file.getText('UTF-8')).getBytes('UTF-8')).encodeHex() as String
def changed = !stamp.exists() || stamp.text != digest || !generated.exists()
if (changed) {
    // A type that is no longer in the contract must not stay.
    generated.deleteDir()
    copy.parentFile.mkdirs()
    copy.setText(marked, 'UTF-8')
    stamp.text = digest
}
project.properties['contract.changed'] = changed as String
project.addCompileSourceRoot(generated.path)
