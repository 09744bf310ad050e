// Writes the copy of the contract that code is generated from. Operations whose body is a stream of bytes or events
// (x-streaming) are internal there, so that no generator makes a method of them that waits for the end or keeps all in
// memory; both sides of them are written by hand.
def source = new File(project.basedir, '../openapi.yaml').getText('UTF-8')
def copy = new File(project.properties['contract.copy'] as String)
copy.parentFile.mkdirs()
def marked = source.replaceAll(/(?m)^( +)x-streaming: true$/, '$1x-internal: true')
// An unchanged file keeps its time, so that nothing is generated again in vain.
if (!copy.exists() || copy.getText('UTF-8') != marked) {
    copy.setText(marked, 'UTF-8')
}
