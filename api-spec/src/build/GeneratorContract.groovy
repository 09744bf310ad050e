// Writes the copy of the contract that code is generated from, to the file that the property contract.copy names.
// Operations whose body is a stream of bytes or events (x-streaming) are internal there, so that no generator makes a
// method of them that waits for the end or keeps all in memory; both sides of them are written by hand. An API key is a
// bearer like the token of a person: named beside it, it would have clients ask for their bearer twice.
//
// Says in the properties contract.changed and contract.unchanged whether code must be generated again: doing it every time
// would compile the module, and with it all that use it, every time. What was generated before, in the folder that the
// property contract.generated names, is removed then, since a type that is no longer in the contract must not stay.
import java.security.MessageDigest

def contract = new File(project.basedir, '../openapi.yaml').getText('UTF-8')
def copy = new File(project.properties['contract.copy'] as String)
def generated = new File(project.properties['contract.generated'] as String)
def stamp = new File(copy.parentFile, 'generated-from')

def marked = contract.replaceAll(/(?m)^( +)x-streaming: true$/, '$1x-internal: true').replaceAll(/(?m)^ +- apiKey: \[]\n/, '')
def digest = MessageDigest.getInstance('SHA-256').digest((marked + project.file.getText('UTF-8')).getBytes('UTF-8')).encodeHex() as String
def changed = !stamp.exists() || stamp.text != digest || !generated.exists()
if (changed) {
    generated.deleteDir()
    copy.parentFile.mkdirs()
    copy.setText(marked, 'UTF-8')
    stamp.text = digest
}
project.properties['contract.changed'] = changed as String
project.properties['contract.unchanged'] = !changed as String
// The generator itself adds the folder only when it runs.
if (project.properties['contract.compiled'] == 'true') {
    project.addCompileSourceRoot(generated.path)
}
